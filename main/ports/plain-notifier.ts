import nodeNotifier from 'node-notifier'
import type { Notifier } from './notifier.ts'

/**
 * The plain fallback: title and text, nothing to press. node-notifier brings SnoreToast for Windows and
 * terminal-notifier for macOS; measured: its clicks are lost on Linux and, with an appID, on Windows.
 */
export const createPlainNotifier = (
  library: {
    notify: (o: { title: string; message: string }, done: (error: Error | null) => void) => unknown
  } = nodeNotifier,
): Notifier => ({
  show: ({ title, body }) =>
    new Promise((resolve) => {
      // node-notifier hands both to a command line as they are: a leading hyphen would be an option there.
      library.notify(
        {
          title: title.replace(/^-+/, '').slice(0, 120),
          message: body.replace(/^-+/, '').slice(0, 500) || ' ',
        },
        (error) => resolve({ shown: !error, problem: error ? error.message : null }),
      )
    }),
  close() {},
})
