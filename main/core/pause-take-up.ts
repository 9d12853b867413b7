import type { Alert } from '../contract/alert.ts'
import { type Pause, pauseOf, standsStill } from '../contract/guard.ts'
import type { Log } from '../ports/log.ts'
import type { PausedProcess, WriterPause } from '../probe/sources/guard/writer-pause.ts'

export type TakenUp = { alert: Alert; pause: Pause }

/**
 * At the app's start: brings what the alerts say of stopped programs together with what stands still. One that has ended (the PC
 * was started again) is no longer called stopped. One that no alert tells of, because the app ended just then, is told with the
 * folder's alert, or goes on where there is none: nothing stands still without a button.
 * @param alerts newest first.
 * @returns the newest open alert of each folder that tells of a pause.
 */
export const takeUpPauses = async (parts: {
  pause: Pick<WriterPause, 'paused' | 'resume'>
  alerts: readonly Alert[]
  change: (id: string, patch: Pick<Alert, 'evidence' | 'state'>) => void
  log: Log
}): Promise<TakenUp[]> => {
  const { pause, change, log } = parts
  const alerts = parts.alerts.filter((a) => a.kind === 'ransomware' && !a.drill)
  const stopped = await pause.paused()
  const told = new Map<string, Pause>()
  for (const alert of alerts) {
    const now = pauseOf(alert)
    if (now) told.set(alert.id, now)
  }
  const put = (alert: Alert, now: Pause, state: Alert['state']) => {
    told.set(alert.id, now)
    change(alert.id, { state, evidence: { ...alert.evidence, pause: now } })
  }
  const buttonless = new Set<PausedProcess>(stopped)
  for (const alert of alerts) {
    const now = told.get(alert.id)
    if (!now || !standsStill(now)) continue
    const there = now.programs.filter((p) => stopped.some((s) => s.id === p.id))
    for (const s of stopped) if (there.some((p) => p.id === s.id)) buttonless.delete(s)
    if (there.length === 0) put(alert, { ...now, state: 'gone' }, alert.state)
    else if (there.length < now.programs.length) put(alert, { ...now, programs: there }, alert.state)
  }
  for (const s of buttonless) {
    const alert = alerts.find((a) => a.state !== 'closed' && a.evidence.root === s.folder)
    if (!alert) {
      log.warn(`guard: ${s.name} (${s.pid}) was stopped, and no alert tells of it; it goes on`)
      await pause.resume(s.id)
      continue
    }
    const now = told.get(alert.id)
    const others = now && standsStill(now) ? now.programs : []
    put(alert, { state: 'paused', programs: [...others, { id: s.id, name: s.name, pid: s.pid }] }, 'new')
  }
  const newest = new Map<string, TakenUp>()
  for (const alert of alerts) {
    const now = told.get(alert.id)
    if (now && alert.state !== 'closed' && !newest.has(alert.key))
      newest.set(alert.key, { alert, pause: now })
  }
  return [...newest.values()]
}
