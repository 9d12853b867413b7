import type { Alert, Evidence, Facts } from '../contract/alert.ts'

/** Longest text of one value, and longest evidence as JSON, that leaves the PC (characters). */
export const redactLimits = { text: 4_000, evidence: 60_000, list: 200, depth: 8 } as const

const secretName =
  /pass(word|wd|phrase)?$|^pwd$|secret|token|api[-_]?key|credential|cookie|authorization|private[-_]?key/i
const secretWords = 'pass(?:word|wd|phrase)?|pwd|secret|token|api[-_]?key|authorization'
const secretValue = '(?:(?:bearer|basic)\\s+)?("[^"]*"|\'[^\']*\'|[^\\s"\'&;,]+)'
// `token=x`, `Authorization: Bearer x`, `/p:x` – and after a space only behind a flag: "Failed password for root" is no secret.
const secretPair = new RegExp(`(\\b(?:${secretWords})\\b\\s*[=:]\\s*)${secretValue}`, 'gi')
const secretFlag = new RegExp(`((?:^|\\s)(?:--?|/)(?:${secretWords})\\s+)${secretValue}`, 'gi')
const urlLogin = /([a-z][a-z0-9+.-]*:\/\/)[^\s/@:]+:[^\s/@]+@/gi
const keyBlock = /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g
const hidden = '[…]'

/** Hides passwords, tokens, keys and logins in a text, and cuts it to the limit. Pure. */
export const redactText = (text: string): string =>
  text
    .slice(0, redactLimits.text * 2)
    .replace(keyBlock, hidden)
    .replace(urlLogin, `$1${hidden}@`)
    .replace(secretPair, `$1${hidden}`)
    .replace(secretFlag, `$1${hidden}`)
    .slice(0, redactLimits.text)

const redactValue = (value: unknown, depth: number): unknown => {
  if (typeof value === 'string') return redactText(value)
  if (value === null || typeof value !== 'object') return value
  if (depth >= redactLimits.depth) return hidden
  if (Array.isArray(value)) return value.slice(0, redactLimits.list).map((v) => redactValue(v, depth + 1))
  return Object.fromEntries(
    Object.entries(value)
      .slice(0, redactLimits.list)
      .map(([k, v]) => [k, secretName.test(k) ? hidden : redactValue(v, depth + 1)]),
  )
}

const shrink = (evidence: Evidence): Evidence => {
  const kept: Evidence = {}
  let room: number = redactLimits.evidence
  for (const [name, value] of Object.entries(evidence)) {
    const size = JSON.stringify(value)?.length ?? 0
    if (size > room) kept[name] = hidden
    else {
      kept[name] = value
      room -= size
    }
  }
  return kept
}

/**
 * The alert as it may leave this PC: without secrets and of bounded size. Names of files and accounts stay, because
 * the desk needs them and the user has seen them on the card. Pure.
 */
export const redactAlert = (alert: Alert): Alert => ({
  ...alert,
  facts: redactValue(alert.facts, 0) as Facts,
  evidence: shrink(redactValue(alert.evidence, 0) as Evidence),
})
