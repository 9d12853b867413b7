import type { Alert } from '../contract/alert.ts'

/** How far back (ms) 「本物確認」 looks. */
export const genuineWindow = 3_600_000

/**
 * Answers 「このアプリが出した警告ですか」: the warnings that this app showed within the last hour, newest first. An empty
 * list means that a warning on the screen now is not ours. Pure.
 */
export const recentWarnings = (alerts: readonly Alert[], now: number): Alert[] =>
  alerts
    .filter((a) => {
      const age = now - Date.parse(a.updatedAt)
      return age >= -60_000 && age <= genuineWindow
    })
    .sort((a, b) => b.updatedAt.localeCompare(a.updatedAt))
