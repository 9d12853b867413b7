import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

/** The app's own diary for engineers. No secret, no file content, no personal text goes in. */
export type Log = {
  info: (line: string) => void
  warn: (line: string) => void
  error: (line: string) => void
}

export const silentLog: Log = { info() {}, warn() {}, error() {} }

const limit = 2_000_000

/** Appends to `file`; at 2 MB it starts a new one and keeps one old. A log that cannot be written is given up silently. */
export const createFileLog = (file: string, now: () => number = Date.now): Log => {
  const write = (level: string) => (line: string) => {
    try {
      mkdirSync(dirname(file), { recursive: true })
      if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > limit) renameSync(file, `${file}.old`)
      appendFileSync(file, `${new Date(now()).toISOString()} ${level} ${line.replace(/[\r\n]+/g, ' ⏎ ')}\n`)
    } catch {
      // Nothing sensible is left to do: the app must go on without its diary.
    }
  }
  return { info: write('info'), warn: write('warn'), error: write('error') }
}
