import { join, resolve } from 'node:path'
import { type CheckResult, checkCardOf } from './contract/check.ts'
import { createText, languageOf, type Text } from './contract/text.ts'
import { systemClock } from './ports/clock.ts'
import { silentLog } from './ports/log.ts'
import { nodeRunCommand, type RunCommand } from './ports/run-command.ts'
import { openBookmark } from './probe/bookmark-file.ts'
import { checkedPlatform, checksOf } from './probe/checks/registry.ts'
import { createCheckRunner } from './probe/checks/runner.ts'
import { thisWorld } from './probe/checks/this-world.ts'
import { defaultDataDir, findPaths } from './setup.ts'

type Io = {
  out: (line: string) => void
  err: (line: string) => void
  /** Default: this PC's programs. */
  run?: RunCommand
}

/** Columns that a line takes in a terminal: Japanese letters take two. */
const width = (s: string): number =>
  [...s].reduce((n, c) => n + (/[\u1100-\u115f\u2e80-\uffdc]/.test(c) ? 2 : 1), 0)
const padded = (s: string, to: number): string => s + ' '.repeat(Math.max(0, to - width(s)))

const order: Record<CheckResult['answer'], number> = { mend: 0, unknown: 1, good: 2 }

const table = (results: readonly CheckResult[], text: Text): string[] => {
  const sorted = results.toSorted((a, b) => order[a.answer] - order[b.answer])
  const rows = sorted.map((result) => ({ result, card: checkCardOf(result, text) }))
  const answers = rows.map(({ result }) => text(`checkAnswer.${result.answer}`))
  const widest = (all: readonly string[]) => Math.max(0, ...all.map(width))
  const first = widest(answers)
  const second = widest(rows.map(({ card }) => card.title))
  const third = widest(rows.map(({ result }) => text(`checkWho.${result.who}`)))
  return rows.flatMap(({ result, card }, i) => [
    `${padded(answers[i]!, first)}  ${padded(card.title, second)}  ${result.answer === 'good' ? '' : `${padded(text(`checkWho.${result.who}`), third)}  ${card.state}`}`.trimEnd(),
    ...card.steps.map((step, n) => `${' '.repeat(first + 2)}${n + 1}. ${step}`),
  ])
}

/** One JSON object a check, for other programs. */
const jsonLine = (result: CheckResult, text: Text): string => {
  const { id, answer, reason, who, since } = result
  const { title, state } = checkCardOf(result, text)
  return JSON.stringify({
    id,
    title,
    answer,
    reason: reason ? state : '',
    who,
    since,
  })
}

export type CheckOptions = { json?: boolean; dataDir?: string; language?: string }

/**
 * `cli check`: looks once and prints, a table for people or one JSON object a check. Exit code 0: nothing to be mended,
 * 1: something is, 2: a system without checks. Results are remembered in the data folder, as the app does.
 */
export const check = async (options: CheckOptions, io: Io): Promise<number> => {
  const platform = checkedPlatform(process.platform)
  if (!platform) {
    io.err(`no checks for ${process.platform}`)
    return 2
  }
  const text = createText(languageOf(options.language ?? 'ja'))
  const paths = await findPaths(resolve(options.dataDir ?? defaultDataDir(process.platform, process.env)))
  const memory = openBookmark({
    file: join(paths.data, 'checks.json'),
    clock: systemClock,
    log: silentLog,
    onDamaged: (file) => io.err(text('notice.bookmark-damaged', { file })),
  })
  const runner = createCheckRunner({
    checks: checksOf(platform),
    platform,
    world: () => thisWorld({ platform, run: io.run ?? nodeRunCommand, home: paths.home }),
    clock: systemClock,
    log: silentLog,
    random: Math.random,
    memory,
    onChange() {},
    onProgress(progress) {
      if (progress && !options.json) io.err(text('checks.progress', progress))
    },
    onWorse() {},
  })
  const results = await runner.runNow()
  memory.flush()
  for (const line of options.json ? results.map((r) => jsonLine(r, text)) : table(results, text)) io.out(line)
  return results.some((r) => r.answer === 'mend') ? 1 : 0
}
