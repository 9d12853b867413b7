import { createInterface } from 'node:readline'
import type { Text } from '../../contract/text.ts'

export type ConsoleOptions = {
  text: Text
  /** A fresh one-time link to the page. */
  link: () => string
  /** A fresh one-time link to the practice desk's operator page; null with a real desk. */
  operatorLink: () => string | null
  /** Opens a link in the browser; null where there is none. */
  open: ((url: string) => Promise<boolean>) | null
  stop: (why: 'off' | 'quit') => Promise<void>
}

/**
 * Talks to the person at the terminal: prints or opens the link, gives a fresh one for Enter, and ends the app
 * cleanly on Ctrl+C (or a polite end signal). A second Ctrl+C ends it at once. Resolves when all has stopped.
 */
export const runUntilStopped = async ({
  text,
  link,
  operatorLink,
  open,
  stop,
}: ConsoleOptions): Promise<void> => {
  const showLink = async () => {
    const url = link()
    if (open && (await open(url))) console.log(text('console.opened'))
    else console.log(text('console.link', { url }))
  }
  const showOperator = () => {
    const operator = operatorLink()
    if (operator) console.log(text('console.operator', { url: operator }))
  }
  await showLink()
  showOperator()
  console.log(text('console.howToStop'))
  if (process.stdin.isTTY) {
    createInterface({ input: process.stdin }).on('line', () => {
      void showLink()
      showOperator()
    })
  }
  await new Promise<void>((resolve) => {
    let stoppingSince: number | null = null
    const end = (signal: string) => {
      if (stoppingSince !== null) {
        // `when-exit`, which `conf` brings along, raises the same signal once more at once: that is nobody's second wish.
        if (performance.now() - stoppingSince > 500) process.exit(130)
        return
      }
      stoppingSince = performance.now()
      console.log(text('console.stopping'))
      // Ctrl+C is its user's wish; the others come when the session or the PC ends.
      stop(signal === 'SIGINT' ? 'quit' : 'off').then(resolve, (error: unknown) => {
        console.error(String(error))
        process.exitCode = 1
        resolve()
      })
    }
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end)
  })
  console.log(text('console.stopped'))
  process.exit()
}
