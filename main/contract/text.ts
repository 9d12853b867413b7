import { IntlMessageFormat } from 'intl-messageformat'
import enAlerts from '../../assets/texts/en/alerts.json' with { type: 'json' }
import enApp from '../../assets/texts/en/app.json' with { type: 'json' }
import enDesk from '../../assets/texts/en/desk.json' with { type: 'json' }
import enScreens from '../../assets/texts/en/screens.json' with { type: 'json' }
import jaAlerts from '../../assets/texts/ja/alerts.json' with { type: 'json' }
import jaApp from '../../assets/texts/ja/app.json' with { type: 'json' }
import jaDesk from '../../assets/texts/ja/desk.json' with { type: 'json' }
import jaScreens from '../../assets/texts/ja/screens.json' with { type: 'json' }
import type { Language } from './settings.ts'

const ja = { ...jaAlerts, ...jaApp, ...jaDesk, ...jaScreens }
const en = { ...enAlerts, ...enApp, ...enDesk, ...enScreens }

type Paths<T> = { [K in keyof T & string]: T[K] extends string ? K : `${K}.${Paths<T[K]>}` }[keyof T & string]
/** Every key of the Japanese catalogue, dotted: `alert.ransomware.title`. */
export type TextKey = Paths<typeof ja>
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

type Tree = { readonly [key: string]: string | Tree }
const flatten = (tree: Tree, prefix = ''): [string, string][] =>
  Object.entries(tree).flatMap(([k, v]) =>
    typeof v === 'string' ? [[prefix + k, v] as [string, string]] : flatten(v, `${prefix}${k}.`),
  )

/** Messages by language; やさしい日本語 takes the Japanese message where it has none of its own. */
export const catalogue: Readonly<Record<Language, ReadonlyMap<string, string>>> = (() => {
  const japanese = new Map(flatten(ja))
  return { ja: japanese, en: new Map(flatten(en)), 'ja-easy': new Map(japanese) }
})()

const locales: Record<Language, string> = { ja: 'ja-JP', en: 'en', 'ja-easy': 'ja-JP' }
/** BCP 47 tag for `Intl`. */
export const localeOf = (language: Language): string => locales[language]

/** Makes the look-up for one language. Placeholders without a value are shown as 「不明」/“unknown”, never thrown. */
export const createText = (language: Language): Text => {
  const messages = catalogue[language]
  const formats = new Map<string, IntlMessageFormat>()
  const say = (key: string, params: TextParams = {}): string | null => {
    const message = messages.get(key)
    if (message === undefined) return null
    if (!message.includes('{')) return message
    let format = formats.get(key)
    if (!format) {
      format = new IntlMessageFormat(message, locales[language], undefined, { ignoreTag: true })
      formats.set(key, format)
    }
    const unknown = messages.get('common.unknown') ?? '?'
    const safe = new Proxy(params, {
      get: (p, name) => (typeof name === 'string' ? (p[name] ?? unknown) : undefined),
      has: () => true,
      getOwnPropertyDescriptor: (p, name) => ({ configurable: true, enumerable: true, value: p[name as string] ?? unknown }),
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
