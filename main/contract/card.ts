import type { Alert } from './alert.ts'
import { situationOfKind } from './reported-severity.ts'
import { techniqueKeys } from './technique.ts'
import type { Text } from './text.ts'

/** An alert in plain words, as every screen, notification and paper shows it. */
export type Card = {
  /** What happened: one sentence. */
  title: string
  /** What it may mean for the office. */
  meaning: string
  /** What to do now, in order; the first needs no computer. */
  steps: string[]
  /** What not to do; null where no usual reflex does harm. */
  dont: string | null
}

/**
 * Catalogue prefixes for an alert, most specific first. Findings of log rules carry their ATT&CK technique
 * in `facts.technique` (`T1059.001`): sub-technique, technique, its family, its tactic, then the general card.
 */
export const cardKeys = (alert: Pick<Alert, 'kind' | 'facts'>): string[] => {
  const technique = String(alert.facts.technique ?? '')
  const tactic = String(alert.facts.tactic ?? '')
  const situation = situationOfKind(alert.kind)
  return [
    `alert.${alert.kind}`,
    // Reported by people: the words of the situation that they chose.
    ...(situation ? [`situation.${situation}`] : []),
    ...(technique || tactic ? techniqueKeys(technique, tactic) : []),
    'alert.general',
  ]
}

/** The card of an alert in one language. All parts come from one family of texts, so that they fit together. Pure. */
export const cardOf = (alert: Pick<Alert, 'kind' | 'facts'> & { drill?: boolean }, text: Text): Card => {
  const prefix = cardKeys(alert).find((p) => text.first([`${p}.title`]) !== null) ?? 'alert.general'
  // A check's finding carries only the check's id: the words for it are the catalogue's.
  const check = text.first([`check.${alert.facts.check}.title`])
  const facts = check === null ? alert.facts : { ...alert.facts, title: check }
  const say = (part: string) => text.first([`${prefix}.${part}`], facts)
  return {
    // An exercise says so wherever its title stands: page, tray, notification, desk, papers.
    title: alert.drill ? text('common.drill', { title: say('title') ?? '' }) : (say('title') ?? ''),
    meaning: say('meaning') ?? say('note') ?? '',
    steps: ['step1', 'step2', 'step3'].map(say).filter((s) => s !== null),
    dont: say('dont'),
  }
}
