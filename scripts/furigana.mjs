// Writes assets/texts/ja-easy/texts.json: the whole Japanese catalogue with readings over its kanji, simpler where
// assets/texts/ja-easy/simple.json says it more simply. Run it after changing Japanese texts, and read what changed.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { getTokenizer } from 'kuromojin'

const read = (path) => JSON.parse(readFileSync(new URL(`../assets/texts/${path}`, import.meta.url), 'utf8'))
const flatten = (tree, prefix = '') =>
  Object.entries(tree).flatMap(([k, v]) =>
    typeof v === 'string' ? [[prefix + k, v]] : flatten(v, `${prefix}${k}.`),
  )

const kanji = /[\u4e00-\u9fff々]/
const hiragana = (katakana) =>
  katakana.replace(/[\u30a1-\u30f6]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0x60))

/** Readings that the dictionary gets wrong, or that people say otherwise; longest first. */
const own = Object.entries(read('ja-easy/readings.json')).sort(([a], [b]) => b.length - a.length)

/** `見張っ` + `みはっ` → `{見張|みは}っ` */
const withReading = (surface, reading) => {
  const runs = surface.match(/[\u4e00-\u9fff々]+|[^\u4e00-\u9fff々]+/g) ?? []
  const pattern = runs
    .map((r) => (kanji.test(r) ? '(.+?)' : hiragana(r).replace(/[.*+?^${}()|[\]\\]/g, '\\$&')))
    .join('')
  const match = new RegExp(`^${pattern}$`).exec(reading)
  if (!match) return `{${surface}|${reading}}`
  let i = 0
  return runs.map((r) => (kanji.test(r) ? `{${r}|${match[++i]}}` : r)).join('')
}

const tokenizer = await getTokenizer()
const plainToRuby = (text) =>
  tokenizer
    .tokenizeForSentence(text)
    .map(({ surface_form: surface, reading }) =>
      kanji.test(surface)
        ? withReading(surface, reading && reading !== '*' ? hiragana(reading) : '?')
        : surface,
    )
    .join('')

/** Adds readings to a message; its placeholders stay as they are. */
const rubied = (message) => {
  let parts = [message]
  for (const [word, ruby] of own) {
    parts = parts.flatMap((p) =>
      typeof p === 'string' ? p.split(word).flatMap((x, i) => (i ? [{ ruby }, x] : [x])) : [p],
    )
  }
  return parts
    .map((p) =>
      typeof p === 'string'
        ? p.replace(/[^{}]+(?=\{|$|\})/g, (x) => (kanji.test(x) ? plainToRuby(x) : x))
        : p.ruby,
    )
    .join('')
}

const simple = read('ja-easy/simple.json')
const japanese = readdirSync(new URL('../assets/texts/ja', import.meta.url))
  .filter((name) => name.endsWith('.json'))
  .flatMap((name) => flatten(read(`ja/${name}`)))
const texts = Object.fromEntries(
  japanese
    .filter(([key]) => !key.endsWith('List'))
    .map(([key, message]) => [key, rubied(simple[key] ?? message)]),
)
writeFileSync(
  new URL('../assets/texts/ja-easy/texts.json', import.meta.url),
  `${JSON.stringify(texts, null, 2)}\n`,
)
const unread = Object.entries(texts).filter(([, t]) => t.includes('|?}'))
for (const [key, text] of unread) console.error(`no reading: ${key}: ${text}`)
process.exitCode = unread.length > 0 ? 1 : 0
