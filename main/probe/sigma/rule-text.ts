import { FAILSAFE_SCHEMA, loadAll, Type } from 'js-yaml'
import { RuleError } from './rule.ts'

// Sigma compares text: a number keeps the spelling of the rule (`0x1410`, `01`), so numbers are not resolved at all.
const nothing = new Type('tag:yaml.org,2002:null', {
  kind: 'scalar',
  resolve: (text: unknown) => text === null || /^(~|null|Null|NULL|)$/.test(String(text)),
  construct: () => null,
})
const truth = new Type('tag:yaml.org,2002:bool', {
  kind: 'scalar',
  resolve: (text: unknown) => /^(true|True|TRUE|false|False|FALSE)$/.test(String(text)),
  construct: (text: unknown) => String(text).toLowerCase() === 'true',
})
const schema = FAILSAFE_SCHEMA.extend({ implicit: [nothing, truth] })
const longest = 1024 * 1024
const mostNodes = 200_000
const deepest = 50

/** Aliases let a short text stand for a huge tree: count before anybody walks it. */
const check = (document: unknown): void => {
  let nodes = 0
  const walk = (value: unknown, depth: number): void => {
    nodes += 1
    if (nodes > mostNodes || depth > deepest) throw new RuleError('YAML: too large or nested too deeply')
    if (typeof value === 'object' && value !== null) for (const v of Object.values(value)) walk(v, depth + 1)
  }
  walk(document, 0)
}

/**
 * Reads the YAML documents of one rule file. Throws
 * `RuleError`. Measured: js-yaml reads all rules of the community in a quarter of a second, `yaml` needs seven times that.
 */
export const readRuleDocuments = (text: string): unknown[] => {
  if (text.length > longest) throw new RuleError('YAML: file is larger than 1 MiB')
  let documents: unknown[]
  try {
    documents = loadAll(text.replace(/^\ufeff/, ''), null, { schema })
  } catch (error) {
    throw new RuleError(
      `YAML: ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)}`,
    )
  }
  const found = documents.filter((d) => d !== null && d !== undefined)
  if (found.length === 0) throw new RuleError('file is empty')
  found.forEach(check)
  return found
}
