import type { HeartbeatIn } from '../contract/desk.ts'
import { isBlind } from '../contract/overall.ts'
import type { Snapshot } from '../contract/state.ts'
import { type TrayState, trayStateOf } from '../present/tray-state.ts'

const statuses: Record<TrayState, HeartbeatIn['status']> = {
  protected: 'fine',
  check: 'attention',
  blind: 'attention',
  urgent: 'urgent',
}

/**
 * What the desk hears every minute. How this PC is goes along only where its user has agreed to share alerts; without
 * that it is a bare sign of life. Pure.
 */
export const heartbeatOf = (snapshot: Snapshot, share: boolean, now: number): Omit<HeartbeatIn, 'at'> => ({
  utcOffset: -new Date(now).getTimezoneOffset(),
  appVersion: snapshot.host.version.slice(0, 40),
  status: share ? statuses[trayStateOf(snapshot)] : 'unknown',
  blind: share
    ? snapshot.sources
        .filter(isBlind)
        .map((s) => s.id.slice(0, 100))
        .slice(0, 100)
    : [],
})
