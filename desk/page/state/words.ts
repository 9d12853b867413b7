import { createContext, useContext } from 'react'
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

/** How long ago, in the largest unit that fits. */
export const sayWaiting = (text: Text, iso: string, now: number): string => {
  const minutes = Math.max(0, Math.floor((now - Date.parse(iso)) / 60_000))
  if (minutes < 60) return text('desk.queue.waiting', { minutes })
  if (minutes < 48 * 60) return text('desk.queue.waitingHours', { hours: Math.floor(minutes / 60) })
  return text('desk.queue.waitingDays', { days: Math.floor(minutes / (24 * 60)) })
}
