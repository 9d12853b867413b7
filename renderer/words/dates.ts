import type { Language } from '../../main/contract/settings.ts'
import { localeOf } from '../../main/contract/text.ts'

const formats = new Map<string, Intl.DateTimeFormat>()
const format = (language: Language, options: Intl.DateTimeFormatOptions) => {
  const key = language + JSON.stringify(options)
  let made = formats.get(key)
  if (!made) {
    made = new Intl.DateTimeFormat(localeOf(language), options)
    formats.set(key, made)
  }
  return made
}

/** `11月23日 22:15`, in local time; with the year where it is not this one. What is no time is given back as it is. */
export const dayAndTime = (iso: string, language: Language, now = new Date()): string => {
  const at = new Date(iso)
  if (Number.isNaN(at.getTime())) return iso
  const year = at.getFullYear() === now.getFullYear() ? {} : { year: 'numeric' as const }
  return format(language, {
    ...year,
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  }).format(at)
}
