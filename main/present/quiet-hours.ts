import type { Settings } from '../contract/settings.ts'

/** Lies this moment, in local time, within the hours in which only すぐ電話 may be heard? Pure. */
export const isQuiet = (
  { quietFrom, quietUntil }: Pick<Settings, 'quietFrom' | 'quietUntil'>,
  now: Date,
): boolean => {
  const hour = now.getHours()
  return quietFrom <= quietUntil
    ? hour >= quietFrom && hour < quietUntil
    : hour >= quietFrom || hour < quietUntil
}
