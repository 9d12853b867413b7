import type { Finding } from '../../contract/alert.ts'
import type { Checking, CheckResult } from '../../contract/check.ts'
import { type Clock, isoTime } from '../../ports/clock.ts'
import type { Log } from '../../ports/log.ts'
import type { Check, Platform } from './check.ts'
import { runCheck } from './judge-check.ts'
import { type Memory, memoryOf, readMemory, remember } from './memory.ts'
import type { World } from './world.ts'

export type CheckRunnerOptions = {
  checks: readonly Check[]
  platform: Platform
  /** A fresh look at this PC; called once a run. */
  world: () => World
  clock: Clock
  log: Log
  /** Numbers in [0, 1). */
  random: () => number
  memory: Memory
  /** All results, in the table's order; those of the last run at the start, too. */
  onChange: (results: CheckResult[]) => void
  /** null: no run is under way. */
  onProgress: (progress: Checking | null) => void
  /** Something that was good is to be mended. */
  onWorse: (finding: Finding) => void
}

export type CheckRunner = {
  start: () => void
  /** Resolves when a run that is under way has ended. */
  stop: () => Promise<void>
  /** Joins a run that is under way. */
  runNow: () => Promise<CheckResult[]>
  /** The PC has woken up. */
  wake: () => void
}

const second = 1000
const hour = 3600 * second
const every = 6 * hour

const worseFinding = ({ id, checkedAt, reason, facts }: CheckResult): Finding => ({
  kind: 'check-worse',
  severity: 'notice',
  key: `check:${id}`,
  occurredAt: checkedAt,
  lastAt: checkedAt,
  facts: { check: id },
  evidence: { check: id, reason, facts },
})

/**
 * Runs the checks at start, every six hours and on wake, a little off the mark so that an office's PCs do not all do it
 * at once; one check after another. Results outlive the app.
 */
export const createCheckRunner = (options: CheckRunnerOptions): CheckRunner => {
  const { checks, platform, clock, log, random, onChange, onProgress, onWorse } = options
  const memory = readMemory(options.memory.read())
  let running: Promise<CheckResult[]> | null = null
  let cancel = () => {}
  let stopped = false

  const results = () => checks.flatMap((c) => memory.get(c.id)?.result ?? [])
  const runAll = async (): Promise<CheckResult[]> => {
    const world = options.world()
    const worse: CheckResult[] = []
    for (const [done, check] of checks.entries()) {
      if (stopped) return results()
      onProgress({ done, total: checks.length })
      const old = memory.get(check.id)
      const result = await runCheck(check, platform, world, {
        now: clock.now(),
        previous: old?.result ?? null,
      })
      if (result === null) {
        memory.delete(check.id)
        continue
      }
      if (result.reason?.code === 'check-failed') log.error(`check ${check.id} failed`)
      const next = remember(old, result, check.renews)
      memory.set(check.id, next.entry)
      if (next.worse) worse.push(result)
    }
    options.memory.write(memoryOf(memory.values()))
    onChange(results())
    for (const result of worse) onWorse(worseFinding(result))
    log.info(`checks ran at ${isoTime(clock.now())}`)
    return results()
  }
  const runNow = (): Promise<CheckResult[]> => {
    running ??= runAll().finally(() => {
      running = null
      onProgress(null)
    })
    return running
  }
  const runAfter = (ms: number) => {
    cancel()
    if (stopped) return
    cancel = clock.after(ms, () => {
      runNow()
        .catch((error: unknown) => log.error(`checks stopped: ${String(error)}`))
        .finally(() => runAfter(every * (0.9 + 0.2 * random())))
    })
  }
  return {
    start() {
      if (memory.size > 0) onChange(results())
      runAfter(10 * second + random() * 20 * second)
    },
    async stop() {
      stopped = true
      cancel()
      await running?.catch(() => {})
    },
    runNow,
    wake: () => runAfter(10 * second + random() * 60 * second),
  }
}
