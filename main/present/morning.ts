import type { Alert } from '../contract/alert.ts'
import type { Settings } from '../contract/settings.ts'
import { isQuiet } from './quiet-hours.ts'

const day = 24 * 3_600_000

export type MorningQuestion = {
  alerts: readonly Alert[]
  settings: Pick<Settings, 'quietFrom' | 'quietUntil'>
  now: Date
}

/**
 * How many alerts of 今日中に確認 quiet hours have held back within the last day and nobody has seen yet. 0 while the quiet
 * hours last. Of 読むだけ nothing is said: it waits in the list. Pure.
 */
export const heldBackAtNight = ({ alerts, settings, now }: MorningQuestion): number => {
  if (isQuiet(settings, now)) return 0
  return alerts.filter((a) => {
    const told = new Date(a.detectedAt)
    const age = now.getTime() - told.getTime()
    return (
      a.state === 'new' &&
      a.severity === 'check' &&
      !a.drill &&
      age >= 0 &&
      age <= day &&
      isQuiet(settings, told)
    )
  }).length
}
