import type { AlertStore } from '../alerts/alert-store.ts'
import type { Alert, Finding } from '../contract/alert.ts'
import { Failure } from '../contract/failure.ts'
import { type Pause, type PauseAnswer, pauseOf, standsStill } from '../contract/guard.ts'
import type { Clock } from '../ports/clock.ts'
import type { Log } from '../ports/log.ts'
import type { PausedProcess, PauseResult, WriterPause } from '../probe/sources/guard/writer-pause.ts'
import { takeUpPauses } from './pause-take-up.ts'
import { createPauseWords } from './pause-words.ts'

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
  raise: (finding: Finding) => Alert | null
  alerts: Pick<AlertStore, 'get' | 'list'>
  /** Stores what the alert's evidence says now. */
  change: (id: string, patch: Pick<Alert, 'evidence' | 'state'>) => void
}

/** Stops the writing program at a certain verdict, tells it with the alert, and does what people answer. */
export type GuardPause = {
  /** Takes up what an earlier run of the app has stopped, see `takeUpPauses`. Never throws. */
  start: () => Promise<void>
  /** Every finding goes through here on its way to the incidents. Returns it with the program's name where known. */
  see: (finding: Finding) => Finding
  /** 続ける / 止めたまま / わからない. */
  answer: (id: string, answer: PauseAnswer) => Promise<null>
}

const namesOf = (pause: Pause): string[] => [...new Set(pause.programs.map((p) => p.name))]

export const createGuardPause = (options: GuardPauseOptions): GuardPause => {
  const { pause, changes, clock, log, allowed, raise, alerts, change } = options
  const known = new Map<string, { at: number; result: Pause | null }>()
  /** The incident of each folder, once something was told of a pause in it. */
  const incidents = new Map<string, string>()
  /** Folders whose writer comes seldom: how much was lost, and what was done about it. */
  const slow = new Map<
    string,
    { count: number; at: number; paused: string[]; innocent: Set<string>; watching: boolean }
  >()
  const words = createPauseWords(clock.now)
  const latest = new Map<string, Finding>()

  const withPause = (finding: Finding, result: Pause): Finding => ({
    ...finding,
    facts:
      result.programs.length > 0 ? { ...finding.facts, program: namesOf(result).join(', ') } : finding.facts,
    evidence: { ...finding.evidence, pause: result },
  })
  const stop = async (finding: Finding) => {
    const { key } = finding
    const root = String(finding.evidence.root)
    const look = () => pause.pause(root, () => changes(root), words.spared(key))
    // A look takes about 0.3 s; while the damage goes on and nobody was found, it is worth another at once.
    let result = await look()
    for (let n = 1; n < looksInARow && result.state === 'not-found' && !words.hasReleased(key); n++)
      result = await look()
    tellResult(finding, result)
    if (result.state === 'not-found' && !words.hasReleased(key)) await watchSlowly(finding)
  }
  /** Programs of this folder's incident that still stand still, and what was said of them. */
  const standing = (key: string): Pause | null => {
    const alert = alerts.get(incidents.get(key) ?? '')
    const now = alert && alert.state !== 'closed' ? pauseOf(alert) : null
    return now && standsStill(now) ? now : null
  }
  /** @param gone ids of programs that go on again. */
  const tellResult = (
    finding: Finding,
    { state, processes }: { state: PauseResult['state']; processes: readonly PausedProcess[] },
    gone: readonly string[] = [],
  ) => {
    const { key } = finding
    const programs = processes.map(({ id, name, pid }) => ({ id, name, pid }))
    known.set(key, { at: clock.now(), result: { state, programs } })
    const before = standing(key)
    // Whoever was stopped before keeps the buttons that let it go on.
    const others = (before?.programs ?? []).filter(
      (p) => ![...programs.map((n) => n.id), ...gone].includes(p.id),
    )
    const result: Pause =
      before && state !== 'paused' && others.length > 0
        ? { state: before.state, programs: others }
        : { state, programs: [...others, ...programs] }
    // That the program which people let go on still writes is nothing new.
    if (result.state === 'not-found' && words.hasReleased(key)) return
    const alert = raise(withPause(latest.get(key) ?? finding, result))
    if (alert) incidents.set(key, alert.id)
  }
  const watchSlowly = async (finding: Finding) => {
    const { key } = finding
    const count = Number(finding.facts.count)
    const s = slow.get(key) ?? { count, at: 0, paused: [], innocent: new Set<string>(), watching: false }
    slow.set(key, s)
    if (s.watching) return
    s.watching = true
    const over = () => !allowed() || words.hasReleased(key) || known.get(key)?.result?.state === 'paused'
    const root = String(finding.evidence.root)
    const counters = { changes: () => changes(root), losses: () => s.count }
    const result = await pause.pauseSlowly(root, counters, over, s.innocent)
    s.watching = false
    if (result.state !== 'paused') return
    s.at = clock.now()
    s.paused = result.processes.map((p) => p.id)
    tellResult(finding, result)
  }
  /** Something more was lost although the slow writer stands still: it was not he. Unless people have answered meanwhile. */
  const giveBack = async (finding: Finding, ids: readonly string[]) => {
    for (const id of ids) await pause.resume(id)
    log.warn('guard: the paused program was not the writer; it goes on')
    tellResult(finding, { state: 'not-found', processes: [] }, ids)
    await watchSlowly(finding)
  }
  const countLosses = (finding: Finding) => {
    latest.set(finding.key, finding)
    const s = slow.get(finding.key)
    const count = Number(finding.facts.count)
    if (!s || count <= s.count) return
    s.count = count
    if (s.paused.length === 0 || words.has(finding.key) || clock.now() - s.at < onItsWay) return
    const ids = s.paused
    s.paused = []
    for (const id of ids) s.innocent.add(id)
    giveBack(finding, ids).catch((error) => log.error(`guard: could not give back: ${String(error)}`))
  }
  return {
    async start() {
      try {
        const taken = await takeUpPauses({ pause, alerts: alerts.list(), change, log })
        for (const { alert, pause: now } of taken) {
          incidents.set(alert.key, alert.id)
          known.set(alert.key, { at: Date.parse(alert.updatedAt), result: now })
          words.takeUp(alert.key, now, Date.parse(alert.lastAt))
        }
      } catch (error) {
        log.error(`guard: stopped programs could not be taken up: ${String(error)}`)
      }
    },
    see(finding) {
      if (finding.kind !== 'ransomware' || typeof finding.evidence.root !== 'string') return finding
      words.hear(finding.key)
      countLosses(finding)
      const before = known.get(finding.key)
      const isOld = clock.now() - Date.parse(finding.lastAt) > freshFor
      const isUrgent = before?.result?.state === 'not-found' && !words.hasReleased(finding.key)
      const rest = isUrgent ? lookAgainAfter : restAfter
      if (!isOld && allowed() && (!before || clock.now() - before.at > rest)) {
        known.set(finding.key, { at: clock.now(), result: before?.result ?? null })
        stop(finding).catch((error) => log.error(`guard: could not pause the writer: ${String(error)}`))
      }
      // Only the name: what people answered about the pause meanwhile must stay as it is.
      const program = before?.result ? namesOf(before.result).join(', ') : ''
      return program ? { ...finding, facts: { ...finding.facts, program } } : finding
    },
    async answer(id, answer) {
      const alert = alerts.get(id)
      const now = alert && pauseOf(alert)
      if (!alert || !now) throw new Failure('not-found', 'no paused program in this alert')
      const tell = (state: Pause['state']) =>
        change(id, {
          state: alert.state === 'closed' ? 'closed' : 'seen',
          evidence: { ...alert.evidence, pause: { ...now, state } },
        })
      if (answer !== 'resume') {
        words.keep(alert.key)
        tell(answer === 'keep' ? 'kept' : 'unsure')
      } else {
        words.release(alert.key, namesOf(now))
        const resumed = await Promise.all(now.programs.map((p) => pause.resume(p.id)))
        tell(resumed.some(Boolean) ? 'resumed' : 'gone')
      }
      return null
    },
  }
}
