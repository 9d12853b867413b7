import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { runAttack } from './attack-run.ts'
import { behaviours } from './behaviours.ts'
import { loads } from './benign-loads.ts'
import { runLoad } from './benign-run.ts'
import { measureCosts } from './costs.ts'
import { filesBelow } from './files-below.ts'
import {
  createPlayground,
  emptyPlayground,
  removePlayground,
  restoreCorpus,
  writeCorpus,
} from './playground.ts'
import { runAsAnother } from './unprivileged.ts'
import { writeVariantCorpus } from './variant-corpus.ts'
import { needsOtherUser, variants } from './variants.ts'

const say = (o: unknown) => process.stdout.write(`${JSON.stringify(o)}\n`)

/** Options after the bench's name: `--only S01,B07`, `--files N`, `--quick` (S10 at 1/s, costs on 5,000 files). */
const parseOptions = (argv: readonly string[]) => {
  const value = (name: string) => argv[argv.indexOf(name) + 1]
  return {
    only: argv.includes('--only') ? (value('--only') ?? '').split(',') : null,
    files: argv.includes('--files') ? Number(value('--files')) : 2000,
    quick: argv.includes('--quick'),
  }
}

/**
 * `npm run bench -- guard [options]`: every attack and every benign load against the guard, one JSON line each, then the
 * costs. Exit code 1 where a target was missed.
 */
export const run = async (argv: readonly string[]): Promise<number> => {
  const options = parseOptions(argv)
  const wanted = (id: string) => options.only === null || options.only.includes(id)
  const playground = createPlayground()
  const masters = join(playground.outside, 'masters')
  mkdirSync(masters)
  let missed = 0
  try {
    writeCorpus(masters, options.files)
    for (const b of behaviours.filter((x) => wanted(x.id))) {
      const rate = options.quick && b.rate < 1 ? 1 : b.rate
      restoreCorpus(playground, masters)
      const limit = rate < 1 ? 12 : 300
      const result = await runAttack(playground, { ...b, rate }, filesBelow(playground.docs), {
        limit,
        seed: 3,
        pause: true,
      })
      if (!result.skipped && (!result.found || (result.lost ?? 0) > 30)) missed++
      say(result)
    }
    for (const v of variants.filter((x) => wanted(x.id) && !needsOtherUser(x.id))) {
      restoreCorpus(playground, masters)
      const files = v.corpus ? writeVariantCorpus(playground.docs, v.corpus) : filesBelow(playground.docs)
      const result = await runAttack(playground, v, files, {
        limit: v.rate < 50 ? 300 : 400,
        seed: 3,
        pause: true,
      })
      if (!result.skipped && !result.found) missed++
      say(result)
    }
    for (const load of loads.filter((l) => wanted(l.id) && !needsOtherUser(l.id))) {
      restoreCorpus(playground, masters)
      const result = await runLoad(playground, load, filesBelow(playground.docs))
      const allowed = load.id.startsWith('X') ? /^check / : /^$/
      if (result.raised.some((r) => !allowed.test(r))) missed++
      say(result)
    }
    const others = [...variants, ...loads].map((x) => x.id).filter((id) => wanted(id) && needsOtherUser(id))
    if (others.length > 0) {
      const { result, lines } = runAsAnother(others, options.files)
      if (result !== 0) missed++
      for (const line of lines) process.stdout.write(`${line}\n`)
    }
    if (wanted('costs')) {
      emptyPlayground(playground)
      for (const line of await measureCosts(
        playground,
        options.quick ? 5_000 : 100_000,
        options.quick ? 5 : 130,
      ))
        say(line)
    }
  } finally {
    removePlayground(playground)
  }
  return missed > 0 ? 1 : 0
}
