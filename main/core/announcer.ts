import type { Merged } from '../alerts/merge.ts'
import { cardOf } from '../contract/card.ts'
import { withDrillMark } from '../contract/drill-mark.ts'
import type { HelpRequest } from '../contract/request.ts'
import type { Snapshot } from '../contract/state.ts'
import { createText, type TextKey } from '../contract/text.ts'
import type { Clock } from '../ports/clock.ts'
import type { Log } from '../ports/log.ts'
import type { Notice, Notifier } from '../ports/notifier.ts'
import { heldBackAtNight } from '../present/morning.ts'
import { deservesNotice } from '../present/notice-policy.ts'
import { isQuiet } from '../present/quiet-hours.ts'
import type { PushListener } from './feed.ts'
import { createNoticeFlow } from './notice-flow.ts'
import { openToldNotices, type ToldNotices } from './told-notices.ts'

/** Says things through the operating system's notifications: the one place that calls the notifier. */
export type Announcer = {
  alert: (merged: Merged) => void
  /** The desk has answered or moved the request on. */
  request: (request: HelpRequest, what: 'status' | 'message') => void
  /** What was told lately. */
  told: ToldNotices['lately']
  /** Follows the quiet hours: when they end, one notification tells how many alerts they held back. */
  start: () => void
  stop: () => void
}

export type AnnouncerOptions = {
  notifier: Notifier
  snapshot: () => Snapshot
  push: PushListener
  log: Log
  /** Makes a window or a browser tab show the page, so that a click leads somewhere. */
  showPage: () => void
  /** The same on top of a page that fills the screen; absent where the host cannot. */
  showOver?: (() => void) | undefined
  clock: Clock
  /** The app's data folder. */
  folder: string
}

const pages: Record<string, string> = {
  consultation: 'ask-consultation',
  dispatch: 'ask-dispatch',
  open: 'alert',
}

export const createAnnouncer = ({
  notifier,
  snapshot,
  push,
  log,
  showPage,
  showOver,
  clock,
  folder,
}: AnnouncerOptions): Announcer => {
  const told = openToldNotices(folder, clock)
  const show = (notice: Notice, onAction: (action: string) => void) => {
    told.note(notice.id, notice.title)
    notifier
      .show(notice, (action) => {
        showPage()
        onAction(action)
      })
      .then(({ shown, problem }) => {
        if (!shown) log.warn(`notification not shown: ${problem}`)
      })
      .catch((error: unknown) => log.warn(`notification failed: ${String(error)}`))
  }
  const several = (what: 'morning' | 'many', count: number) => {
    const text = createText(snapshot().settings.language)
    show(
      {
        id: what,
        severity: 'check',
        title: text(`notification.${what}`, { count }),
        body: text(`notification.${what}Detail`),
        actions: [],
      },
      () => push('page.show', { page: 'alerts', id: null }),
    )
  }
  const flow = createNoticeFlow(clock, (count) => several('many', count))
  const morning = () => {
    const { settings, alerts } = snapshot()
    const count = heldBackAtNight({ alerts, settings, now: new Date(clock.now()) })
    if (count > 0) several('morning', count)
  }
  let stopLooking = () => {}
  return {
    start() {
      // A PC that was off at the end of the night tells it when it starts.
      let quiet = true
      const look = () => {
        const was = quiet
        quiet = isQuiet(snapshot().settings, new Date(clock.now()))
        if (was && !quiet) morning()
      }
      look()
      stopLooking = clock.every(60_000, look)
    },
    stop() {
      stopLooking()
      flow.stop()
    },
    told: told.lately,
    alert({ alert, change }) {
      const { settings } = snapshot()
      const text = createText(settings.language)
      const card = cardOf(alert, text)
      // Also what waits in the list without a notification is ours.
      if (change !== 'more') told.note(alert.id, card.title)
      const verdict = deservesNotice({ alert, change, settings, now: new Date(clock.now()) })
      if (!verdict.show) return
      if (alert.severity !== 'urgent' && !flow.admits()) return
      // Systems hold notifications back while something fills the screen: there the page itself comes, at that alert.
      if (alert.kind === 'remote-control-screen' && !alert.drill && showOver) {
        showOver()
        push('page.show', { page: 'alert', id: alert.id })
      }
      const body = [
        text(`severity.${alert.severity}`),
        card.steps[0],
        verdict.brokeSilence && text('notification.brokeSilence'),
      ]
      show(
        {
          id: alert.id,
          severity: alert.severity,
          title: card.title,
          body: body.filter(Boolean).join('\n'),
          actions: [
            { id: 'consultation', label: text('action.consultation') },
            { id: 'dispatch', label: text('action.dispatch') },
          ],
        },
        (action) => push('page.show', { page: pages[action] ?? 'alert', id: alert.id }),
      )
    },
    request(request, what) {
      const text = createText(snapshot().settings.language)
      const last = request.messages.findLast((m) => m.from === 'desk')
      const statusKey: TextKey = `requestStatus.${request.status}`
      show(
        {
          id: `request:${request.id}`,
          severity: 'notice',
          title: withDrillMark(
            request.drill,
            what === 'message'
              ? text('notification.message')
              : text('notification.status', { status: text(statusKey) }),
            text,
          ),
          body:
            what === 'message'
              ? (last?.text ?? '').slice(0, 200)
              : text('notification.receipt', { receipt: request.receipt }),
          actions: [],
        },
        () => push('page.show', { page: 'request', id: request.id }),
      )
    },
  }
}
