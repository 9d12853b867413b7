import { IntlMessageFormat } from 'intl-messageformat'
import { catalogue, type TextKey } from './catalogue.ts'
import { plain } from './ruby.ts'
import type { Language } from './settings.ts'

export { catalogue, type TextKey } from './catalogue.ts'

/** Values for the placeholders of an ICU message. */
export type TextParams = Readonly<Record<string, string | number>>

/** Looks up a sentence in one language. */
export type Text = {
  language: Language
  /** A sentence by its key, which the compiler knows. */
  (key: TextKey, params?: TextParams): string
  /** The first of `keys` that the catalogue has; null where it has none. For keys made at run time. */
  first: (keys: readonly string[], params?: TextParams) => string | null
}

const locales: Record<Language, string> = { ja: 'ja-JP', en: 'en', 'ja-easy': 'ja-JP' }
/** BCP 47 tag for `Intl`. */
export const localeOf = (language: Language): string => locales[language]

/** The catalogue's language that fits an operating system's (`ja_JP.UTF-8`, `en-GB`, …): Japanese, else English. */
export const languageOf = (locale: string): Language => (/^ja\b|^ja_/i.test(locale) ? 'ja' : 'en')

/**
 * Makes the look-up for one language. Placeholders without a value are shown as 「不明」/“unknown”, never thrown.
 * `ruby`: keep readings as annotation characters (see `ruby.ts`), for a screen that can show them.
 */
export const createText = (language: Language, { ruby = false }: { ruby?: boolean } = {}): Text => {
  const messages = catalogue[language]
  const formats = new Map<string, IntlMessageFormat>()
  const say = (key: string, params: TextParams = {}): string | null => {
    const found = messages.get(key)
    if (found === undefined) return null
    const message = ruby ? found : plain(found)
    if (!message.includes('{')) return message
    let format = formats.get(key)
    if (!format) {
      format = new IntlMessageFormat(message, locales[language], undefined, { ignoreTag: true })
      formats.set(key, format)
    }
    const unknown = plain(messages.get('common.unknown') ?? '?')
    const safe = new Proxy(params, {
      get: (p, name) => (typeof name === 'string' ? (p[name] ?? unknown) : undefined),
      has: () => true,
      getOwnPropertyDescriptor: (p, name) => ({
        configurable: true,
        enumerable: true,
        value: p[name as string] ?? unknown,
      }),
    })
    return String(format.format(safe))
  }
  return Object.assign((key: TextKey, params?: TextParams) => say(key, params) ?? key, {
    language,
    first: (keys: readonly string[], params?: TextParams) => {
      for (const key of keys) {
        const said = say(key, params)
        if (said !== null) return said
      }
      return null
    },
  })
}
