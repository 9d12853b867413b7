import type { Alert, Finding } from '../contract/alert.ts'
import { Failure } from '../contract/failure.ts'
import { type Pause, type PauseAnswer, pauseOf } from '../contract/guard.ts'
import type { Clock } from '../ports/clock.ts'
import type { Log } from '../ports/log.ts'
import type { PausedProcess, PauseResult, WriterPause } from '../probe/sources/guard/writer-pause.ts'

/** A finding about something older than this comes from catching up: there is no writer left to stop. */
const freshFor = 30_000
/** A loss that comes so soon (ms) after a pause was still on its way; a later one tells that the wrong program stands still. */
const onItsWay = 2_000

/** The same folder is not paused for again sooner; where nobody was found and the damage goes on, the next look comes soon. */
const restAfter = 60_000
const lookAgainAfter = 900
const looksInARow = 3

export type GuardPauseOptions = {
  pause: WriterPause
  /** How much has happened in a guarded folder, see `GuardSource.changes`. */
  changes: (root: string) => number
  clock: Clock
  log: Log
  /** The user's setting. */
  allowed: () => boolean
  raise: (finding: Finding) => void
  alertOf: (id: string) => Alert | null
  /** Stores what the alert's evidence says now. */
  change: (id: string, patch: Pick<Alert, 'evidence' | 'state'>) => void
}

/** Stops the writing program at a certain verdict, tells it with the alert, and does what people answer. */
export type GuardPause = {
  /** Every finding goes through here on its way to the incidents. Returns it with the program's name where known. */
  see: (finding: Finding) => Finding
  /** 続ける / 止めたまま / わからない. */
  answer: (id: string, answer: PauseAnswer) => Promise<null>
}

const programsOf = (pause: Pause): string => [...new Set(pause.programs.map((p) => p.name))].join(', ')

export const createGuardPause = (options: GuardPauseOptions): GuardPause => {
  const { pause, changes, clock, log, allowed, raise, alertOf, change } = options
  const known = new Map<string, { at: number; result: Pause | null }>()
  /** Folders whose writer comes seldom: how much was lost, and what was done about it. */
  const slow = new Map<
    string,
    { count: number; at: number; paused: string[]; innocent: Set<string>; watching: boolean }
  >()
  /** Incidents whose program people have let go on: it is not stopped against their word. */
  const released = new Set<string>()
  /** Incidents in which people have said what shall be. */
  const answered = new Set<string>()
  const latest = new Map<string, Finding>()

  const withPause = (finding: Finding, result: Pause): Finding => ({
    ...finding,
    facts: result.programs.length > 0 ? { ...finding.facts, program: programsOf(result) } : finding.facts,
    evidence: { ...finding.evidence, pause: result },
  })
  const stop = async (finding: Finding) => {
    const root = String(finding.evidence.root)
    // A look takes about 0.3 s; while the damage goes on and nobody was found, it is worth another at once.
    let { state, processes } = await pause.pause(root, () => changes(root))
    for (let look = 1; look < looksInARow && state === 'not-found'; look++)
      ({ state, processes } = await pause.pause(root, () => changes(root)))
    tellResult(finding, { state, processes })
    if (state === 'not-found') await watchSlowly(finding)
  }
  const tellResult = (
    finding: Finding,
    { state, processes }: { state: PauseResult['state']; processes: readonly PausedProcess[] },
  ) => {
    const programs = processes.map(({ id, name, pid }) => ({ id, name, pid }))
    const result: Pause = { state, programs }
    known.set(finding.key, { at: clock.now(), result })
    raise(withPause(finding, result))
  }
  const watchSlowly = async (finding: Finding) => {
    const { key } = finding
    const count = Number(finding.facts.count)
    const s = slow.get(key) ?? { count, at: 0, paused: [], innocent: new Set<string>(), watching: false }
    slow.set(key, s)
    if (s.watching) return
    s.watching = true
    const over = () => !allowed() || released.has(key) || known.get(key)?.result?.state === 'paused'
    const root = String(finding.evidence.root)
    const counters = { changes: () => changes(root), losses: () => s.count }
    const result = await pause.pauseSlowly(root, counters, over, s.innocent)
    s.watching = false
    if (result.state !== 'paused') return
    s.at = clock.now()
    s.paused = result.processes.map((p) => p.id)
    tellResult(latest.get(key) ?? finding, result)
  }
  /** Something more was lost although the slow writer stands still: it was not he. Unless people have answered meanwhile. */
  const giveBack = async (finding: Finding, ids: readonly string[]) => {
    for (const id of ids) await pause.resume(id)
    log.warn('guard: the paused program was not the writer; it goes on')
    tellResult(finding, { state: 'not-found', processes: [] })
    await watchSlowly(finding)
  }
  const countLosses = (finding: Finding) => {
    latest.set(finding.key, finding)
    const s = slow.get(finding.key)
    const count = Number(finding.facts.count)
    if (!s || count <= s.count) return
    s.count = count
    if (s.paused.length === 0 || answered.has(finding.key) || clock.now() - s.at < onItsWay) return
    const ids = s.paused
    s.paused = []
    for (const id of ids) s.innocent.add(id)
    giveBack(finding, ids).catch((error) => log.error(`guard: could not give back: ${String(error)}`))
  }
  return {
    see(finding) {
      if (finding.kind !== 'ransomware' || typeof finding.evidence.root !== 'string') return finding
      countLosses(finding)
      const before = known.get(finding.key)
      const isOld = clock.now() - Date.parse(finding.lastAt) > freshFor
      const mayStop = !isOld && allowed() && !released.has(finding.key)
      const rest = before?.result?.state === 'not-found' ? lookAgainAfter : restAfter
      if (mayStop && (!before || clock.now() - before.at > rest)) {
        known.set(finding.key, { at: clock.now(), result: null })
        stop(finding).catch((error) => log.error(`guard: could not pause the writer: ${String(error)}`))
        return finding
      }
      // Only the name: what people answered about the pause meanwhile must stay as it is.
      const program = before?.result ? programsOf(before.result) : ''
      return program ? { ...finding, facts: { ...finding.facts, program } } : finding
    },
    async answer(id, answer) {
      const alert = alertOf(id)
      const now = alert && pauseOf(alert)
      if (!alert || !now) throw new Failure('not-found', 'no paused program in this alert')
      const tell = (state: Pause['state']) =>
        change(id, { state: 'seen', evidence: { ...alert.evidence, pause: { ...now, state } } })
      answered.add(alert.key)
      if (answer !== 'resume') tell(answer === 'keep' ? 'kept' : 'unsure')
      else {
        released.add(alert.key)
        const resumed = await Promise.all(now.programs.map((p) => pause.resume(p.id)))
        tell(resumed.some(Boolean) ? 'resumed' : 'gone')
      }
      return null
    },
  }
}
