import { RuleError } from './rule.ts'

/** What the modifiers of one field mean, put in order. */
export type Modifiers = {
  every: boolean
  /** How a text must lie in the value. */
  place: 'whole' | 'contains' | 'startswith' | 'endswith'
  cased: boolean
  negated: boolean
  /** Changes of the text, in the order written. */
  changes: readonly Change[]
  /** What kind of comparison it is. */
  kind: 'text' | 're' | 'cidr' | 'exists' | 'gt' | 'gte' | 'lt' | 'lte' | 'fieldref'
  /** Flags of `re`. */
  flags: ReadonlySet<string>
}
export type Change = 'base64' | 'base64offset' | 'utf16le' | 'utf16be' | 'utf16' | 'windash' | 'expand'

const kinds = ['re', 'cidr', 'exists', 'gt', 'gte', 'lt', 'lte', 'fieldref'] as const
const places = ['contains', 'startswith', 'endswith'] as const
const changes: Readonly<Record<string, Change>> = {
  base64: 'base64',
  base64offset: 'base64offset',
  wide: 'utf16le',
  utf16le: 'utf16le',
  utf16be: 'utf16be',
  utf16: 'utf16',
  windash: 'windash',
  expand: 'expand',
}
const isOneOf = <T extends string>(list: readonly T[], word: string): word is T => list.includes(word as T)

/** Reads the part of a key after the first `|`. Unknown or contradicting modifiers throw `RuleError`. Pure. */
export const readModifiers = (words: readonly string[]): Modifiers => {
  let place: Modifiers['place'] = 'whole'
  let kind: Modifiers['kind'] = 'text'
  const found: Change[] = []
  const flags = new Set<string>()
  const plain = new Set<string>()
  for (const word of words) {
    const change = Object.hasOwn(changes, word) ? changes[word] : undefined
    if (isOneOf(places, word)) {
      if (place !== 'whole') throw new RuleError(`modifiers "${place}" and "${word}" contradict each other`)
      place = word
    } else if (isOneOf(kinds, word)) {
      if (kind !== 'text') throw new RuleError(`modifiers "${kind}" and "${word}" contradict each other`)
      kind = word
    } else if (change) found.push(change)
    else if (kind === 're' && ['i', 'm', 's', 'ignorecase', 'multiline', 'dotall'].includes(word))
      flags.add(word[0] === 'd' ? 's' : (word[0] as string))
    else if (['all', 'cased', 'neq'].includes(word)) plain.add(word)
    else throw new RuleError(`modifier "${word}" is not supported`)
  }
  if (kind !== 'text' && found.some((c) => c !== 'expand'))
    throw new RuleError(`modifier "${found[0]}" cannot go with "${kind}"`)
  if (place !== 'whole' && !['text', 'fieldref', 're'].includes(kind))
    throw new RuleError(`modifier "${place}" cannot go with "${kind}"`)
  return {
    every: plain.has('all'),
    place,
    cased: plain.has('cased'),
    negated: plain.has('neq'),
    changes: found,
    kind,
    flags,
  }
}
