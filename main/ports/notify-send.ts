import type { Notice, Notifier } from './notifier.ts'
import type { LineStream, RunCommand } from './run-command.ts'

/** Name of the notification specification's own action: a click on the notice itself. */
const clicked = 'default'

// The body is markup to many daemons (`body-markup`), so that a file named `<b>` must not vanish from it.
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

export type NotifySendOptions = {
  appName: string
  /** Label of the click on the notice itself; some daemons show it as one more button. */
  openLabel: string
  /** Absolute path of a PNG, or null. */
  icon: string | null
}

/** Arguments of one call. `replaces` is the daemon's number of the notice to be replaced. Pure. */
export const notifySendArgs = (
  notice: Notice,
  options: NotifySendOptions,
  replaces: string | null,
): string[] => [
  `--app-name=${options.appName}`,
  `--urgency=${notice.severity === 'urgent' ? 'critical' : 'normal'}`,
  // 0 = stays until the user closes it: a notice must not disappear by itself.
  '--expire-time=0',
  '--print-id',
  ...(options.icon === null ? [] : [`--icon=${options.icon}`]),
  ...(replaces === null ? [] : [`--replace-id=${replaces}`]),
  `--action=${clicked}=${options.openLabel}`,
  ...notice.actions.map(({ id, label }) => `--action=${id}=${label}`),
  '--',
  notice.title.slice(0, 120),
  escaped(notice.body.slice(0, 500)),
]

/**
 * Notifications through `notify-send` (libnotify ≥ 0.8), which speaks D-Bus and waits for the click. One process waits
 * for each notice that is shown; a notice of the same id replaces the former.
 * Fact: node-notifier passes neither buttons nor clicks on Linux, so it cannot do this.
 */
export const createNotifySend = (run: Pick<RunCommand, 'lines'>, options: NotifySendOptions): Notifier => {
  const shown = new Map<string, { number: string | null; stream: LineStream }>()
  return {
    show: (notice, onAction) =>
      new Promise((resolve) => {
        const former = shown.get(notice.id)
        // SIGTERM ends the waiting only; the notice itself is replaced below.
        former?.stream.stop()
        const entry = { number: former?.number ?? null, stream: { stop() {} } as LineStream }
        shown.set(notice.id, entry)
        let announced = false
        const args = notifySendArgs(notice, options, entry.number)
        // libnotify 0.8 keeps the number in its output buffer until the notice is closed: `stdbuf` makes it tell at once.
        entry.stream = run.lines('stdbuf', ['-oL', 'notify-send', ...args], {
          onLine(line) {
            // Without a daemon it prints the number 0 and fails afterwards.
            if (!announced && /^[1-9]\d*$/.test(line)) {
              announced = true
              entry.number = line
              resolve({ shown: true, problem: null })
            } else if (line === clicked) onAction('open')
            else if (notice.actions.some(({ id }) => id === line)) onAction(line)
          },
          onEnd({ code, problem, stderr }) {
            if (shown.get(notice.id) === entry) shown.delete(notice.id)
            if (!announced)
              resolve({
                shown: false,
                problem: problem ?? (stderr.trim() || `notify-send ended with ${code}`),
              })
          },
        })
      }),
    close() {
      for (const { stream } of shown.values()) stream.stop()
      shown.clear()
    },
  }
}
