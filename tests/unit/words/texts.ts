import { readdirSync, readFileSync } from 'node:fs'
import { IntlMessageFormat } from 'intl-messageformat'
import { annotate, plain } from '../../../main/contract/ruby.ts'

type Tree = { readonly [key: string]: string | Tree }

/** One message of the catalogue: the file it stands in, its dotted key, its text as written. */
export type Message = { area: string; key: string; message: string }

const flatten = (tree: Tree, prefix = ''): [string, string][] =>
  Object.entries(tree).flatMap(([k, v]) =>
    typeof v === 'string' ? [[prefix + k, v] as [string, string]] : flatten(v, `${prefix}${k}.`),
  )

/** All messages of one language, of every area, from the files themselves. */
export const messagesOf = (language: 'ja' | 'en' | 'ja-easy'): Message[] => {
  const folder = `assets/texts/${language}`
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .flatMap((name) =>
      flatten(JSON.parse(readFileSync(`${folder}/${name}`, 'utf8')) as Tree).map(([key, message]) => ({
        area: name.replace('.json', ''),
        key,
        message,
      })),
    )
}

/**
 * Is it said to people in sentences? Names of fields on the authorities' forms (`official.json`) stand as the form prints
 * them, beside our own words. Texts for engineers only would live in `engineer.json`, and there are none so far: what
 * engineers see are the names of the contract's fields. A key that ends in `List` holds single words for the code to choose from.
 */
export const isSaid = ({ area, key }: Message): boolean =>
  !['engineer', 'official'].includes(area) && !key.endsWith('List')

/** Messages that belong together: one card, one situation, one screen. */
export const groupOf = ({ area, key }: Message): string => {
  const parts = key.split('.')
  return `${area}: ${parts.slice(0, Math.max(1, Math.min(2, parts.length - 1))).join('.')}`
}

/** Names of a message's placeholders. */
export const placeholdersOf = (message: string): string[] => {
  const text = plain(annotate(message))
  if (!text.includes('{')) return []
  const names = new Set<string>()
  const collect = (elements: ReturnType<IntlMessageFormat['getAst']>): void => {
    for (const e of elements) {
      if ('options' in e) for (const o of Object.values(e.options)) collect(o.value)
      if ('value' in e && e.type !== 0) names.add(e.value)
    }
  }
  collect(new IntlMessageFormat(text, 'en', undefined, { ignoreTag: true }).getAst())
  return [...names].sort()
}

/**
 * A message in our own words only: in the check-up, quotation marks hold what stands on the system's own screens.
 */
export const ourWords = (m: Message, language: 'ja' | 'en'): string => {
  const text = asRead(m.message, language)
  return m.area === 'checks' ? text.replace(/「[^」]*」/g, '「」').replace(/“[^”]*”/g, '“it”') : text
}

/** A message as people read it, with short words in its places and without readings. */
export const asRead = (message: string, language: 'ja' | 'en'): string => {
  const numbers = /count|days?|hours?|minutes?|total|done|rest|hour|step|number|size|port|times|max|watched/i
  const values = Object.fromEntries(
    placeholdersOf(message).map((name) => [
      name,
      numbers.test(name) ? 3 : language === 'ja' ? 'これ' : 'this',
    ]),
  )
  const text = plain(annotate(message))
  return text.includes('{')
    ? String(new IntlMessageFormat(text, language, undefined, { ignoreTag: true }).format(values))
    : text
}
