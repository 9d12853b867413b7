import { withDrillMark } from '../contract/drill-mark.ts'
import { isBlind, isStarting, openAlerts } from '../contract/overall.ts'
import type { Snapshot } from '../contract/state.ts'
import type { Text } from '../contract/text.ts'
import { type TrayState, trayStateOf } from './tray-state.ts'

/** What a tray entry does. `page` entries open the window at that page, as `page.show` names it. */
export type TrayAction =
  | { type: 'page'; page: string; id: string | null }
  /** Closes browser pages that fill the screen, then explains. */
  | { type: 'close-screen' }
  | { type: 'operator' }
  | { type: 'install-update' }
  | { type: 'quit' }

export type TrayEntry =
  | { kind: 'separator' }
  /** A line that says something and cannot be pressed. */
  | { kind: 'status'; label: string }
  | { kind: 'item'; label: string; action: TrayAction }

/** All that a tray shows; a host only draws it. */
export type TrayModel = { overall: TrayState; tooltip: string; entries: TrayEntry[] }

export type TrayExtras = {
  /** A practice desk runs on this PC and has a page for its operator. */
  operator: boolean
  /** Version of an update that waits to be installed; null: none. */
  update: string | null
}

const line = (s: Snapshot, overall: TrayState, text: Text): string =>
  overall === 'blind' && isStarting(s.sources) && !s.sources.some(isBlind)
    ? text('tray.status.starting')
    : text(`tray.status.${overall}`)

/** Tooltip and menu for a snapshot. Pure. */
export const trayModel = (s: Snapshot, text: Text, { operator, update }: TrayExtras): TrayModel => {
  const overall = trayStateOf(s)
  const status = line(s, overall, text)
  const open = openAlerts(s.alerts)
  const page = (label: string, name: string, id: string | null = null): TrayEntry => ({
    kind: 'item',
    label,
    action: { type: 'page', page: name, id },
  })
  const running = s.requests.filter((r) => r.status !== 'done' && r.status !== 'cancelled').slice(0, 3)
  const alertsLabel = open.length > 0 ? text('tray.alertsCount', { count: open.length }) : text('tray.alerts')
  const separator: TrayEntry = { kind: 'separator' }
  return {
    overall,
    tooltip: text('tray.tooltip', { app: text('common.appName'), status }),
    entries: [
      { kind: 'status', label: status },
      ...running.map((r) =>
        page(
          withDrillMark(
            r.drill,
            text('tray.request', { status: text(`requestStatus.${r.status}`), receipt: r.receipt }),
            text,
          ),
          'request',
          r.id,
        ),
      ),
      page(text('tray.open'), 'home'),
      separator,
      page(text('action.consultation'), 'ask-consultation'),
      page(text('action.dispatch'), 'ask-dispatch'),
      { kind: 'item', label: text('tray.stuckScreen'), action: { type: 'close-screen' } },
      separator,
      page(alertsLabel, 'alerts'),
      page(text('tray.checkNow'), 'checks'),
      page(text('tray.settings'), 'settings'),
      ...(operator
        ? [{ kind: 'item', label: text('tray.operator'), action: { type: 'operator' } } as const]
        : []),
      ...(update === null
        ? []
        : [
            {
              kind: 'item',
              label: text('tray.update', { version: update }),
              action: { type: 'install-update' },
            } as const,
          ]),
      separator,
      { kind: 'item', label: text('tray.quit'), action: { type: 'quit' } },
    ],
  }
}
