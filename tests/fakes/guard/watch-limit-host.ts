import { randomBytes } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createGuardSource } from '../../../main/probe/sources/guard/guard-source.ts'
import { createRecordingContext, until } from './context.ts'
import { pdf } from './documents.ts'

/**
 * `watch-limit-host.ts FOLDER`: guards 50 directories where 20 may be watched; a minute later a document of each has been
 * destroyed, another minute later there is room for all. Prints one JSON line. To be run in a user name space of its own.
 */
const top = process.argv[2]!
const docs = join(top, 'docs')
const data = join(top, 'data')
mkdirSync(docs)
mkdirSync(data)
const limit = (n: number) => writeFileSync('/proc/sys/user/max_inotify_watches', String(n))
const files = Array.from({ length: 50 }, (_, n) => join(docs, `d${n}`, 'a.pdf'))
for (const [n, file] of files.entries()) {
  mkdirSync(join(docs, `d${n}`))
  writeFileSync(file, pdf(9_000, n))
}
limit(20)
const { context, events, health, lines } = createRecordingContext(data)
const ticks: (() => void)[] = []
const every = (ms: number, f: () => void) => {
  if (ms === 60_000) ticks.push(f)
  return () => {}
}
const source = createGuardSource({ folders: [docs] })
source.start({ ...context, clock: { ...context.clock, every } })
await until('a word', () => health.length > 0)
await until('the baseline', () => lines.some((l) => l.includes('baseline read')))
const limited = health.at(-1)
for (const file of files) writeFileSync(file, randomBytes(9_000))
for (const tick of ticks) tick()
const destroyed = () => events.filter((e) => e.after === 'destroyed').length
await until('all documents', () => destroyed() === files.length)
limit(1_000)
for (const tick of ticks) tick()
await until('watching', () => health.at(-1)?.state === 'watching')
process.stdout.write(`${JSON.stringify({ limited, destroyed: destroyed() })}\n`)
process.exit(0)
