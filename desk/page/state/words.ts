import { createContext, useContext, useEffect, useState } from 'react'
import { cardOf } from '../../../main/contract/card.ts'
import type { Language } from '../../../main/contract/settings.ts'
import { createText, localeOf, type Text } from '../../../main/contract/text.ts'

/** The page's language, kept in this browser. */
export const keptLanguage = (): Language => (localStorage.getItem('language') === 'en' ? 'en' : 'ja')
export const keepLanguage = (language: Language): void => localStorage.setItem('language', language)

export const TextContext = createContext<Text>(createText('ja'))
export const useText = (): Text => useContext(TextContext)

/** A time in the operator's own zone, with the weekday, as people write it. */
export const sayTime = (text: Text, iso: string): string => {
  const date = new Date(iso)
  if (Number.isNaN(date.getTime())) return text('common.unknown')
  return new Intl.DateTimeFormat(localeOf(text.language), {
    month: 'numeric',
    day: 'numeric',
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
  }).format(date)
}

/** A month like `2026-11`, as people write it. */
export const sayMonth = (text: Text, month: string): string =>
  new Intl.DateTimeFormat(localeOf(text.language), {
    year: 'numeric',
    month: 'short',
    timeZone: 'UTC',
  }).format(Date.parse(month))

/** A clock this wrong spoils every time that the PC reports (ms). */
export const badClock = 2 * 60_000
/** How wrong a PC's clock is, for a sentence: minutes, and in which direction. */
export const clockWords = (error: number): { minutes: number; way: 'ahead' | 'behind' } => ({
  minutes: Math.round(Math.abs(error) / 60_000),
  way: error > 0 ? 'ahead' : 'behind',
})

/** What was typed, a moment after the typing has stopped. */
export const useLater = (typed: string): string => {
  const [later, setLater] = useState(typed)
  useEffect(() => {
    const timer = setTimeout(() => setLater(typed), 250)
    return () => clearTimeout(timer)
  }, [typed])
  return later
}

// Whatever a sentence wants to name, these are all alike.
const anyFacts = new Proxy<Record<string, string>>(
  {},
  { get: (_, name) => (['technique', 'tactic', 'check'].includes(String(name)) ? undefined : '…') },
)
/** A kind of alert in words, without what a single one would name. */
export const kindWords = (text: Text, kind: string): string =>
  cardOf({ kind, facts: anyFacts }, text).title.replaceAll('NaN', '…')

/** How long ago, in the largest unit that fits. */
export const sayWaiting = (text: Text, iso: string, now: number): string => {
  const minutes = Math.max(0, Math.floor((now - Date.parse(iso)) / 60_000))
  if (minutes < 60) return text('desk.queue.waiting', { minutes })
  if (minutes < 48 * 60) return text('desk.queue.waitingHours', { hours: Math.floor(minutes / 60) })
  return text('desk.queue.waitingDays', { days: Math.floor(minutes / (24 * 60)) })
}
