import {
  type Alert,
  asksAboutPhone,
  type Facts,
  type Finding,
  rank,
  worseSeverity,
} from '../contract/alert.ts'

/** How long after its last sign an incident still takes in findings of the same key: 24 hours, in ms. */
export const mergeWindow = 24 * 3600_000

/** What a finding does to the list of incidents. */
export type Merged = {
  alert: Alert
  /** `new`: a new incident; `worse`: a known one became more severe; `more`: only more of the same. */
  change: 'new' | 'worse' | 'more'
}

const later = (a: string, b: string) => (a > b ? a : b)
const earlier = (a: string, b: string) => (a < b ? a : b)

/** An answer about remote control holds for what follows within this time (ms): the start of a tool, then its session. */
const answerHolds = 30 * 60_000

// 「電話では言われていない」 of the morning says nothing about a caller in the afternoon, unless the same partner comes back.
const asksAnew = ({ answer, facts }: Alert, finding: Finding, apart: number): boolean =>
  asksAboutPhone(finding.kind) &&
  finding.severity !== 'notice' &&
  answer !== null &&
  answer !== 'told' &&
  apart > answerHolds &&
  !(answer === 'not-told' && facts.from !== undefined && facts.from === finding.facts.from)

/**
 * Does the finding belong to this incident? A closed one is over: the same thing again is told again. What has to be asked
 * anew is an incident of its own. Pure.
 */
export const belongs = (alert: Alert, finding: Finding): boolean => {
  const apart = Math.abs(Date.parse(finding.occurredAt) - Date.parse(alert.lastAt))
  return (
    alert.key === finding.key &&
    alert.state !== 'closed' &&
    apart <= mergeWindow &&
    !asksAnew(alert, finding, apart)
  )
}

/**
 * Merges a finding into the incident it belongs to (`known`), or makes a new one. Pure.
 * The newer finding's facts and evidence win; the more severe finding's card stays.
 */
export const merge = (known: Alert | null, finding: Finding, now: string, id: string): Merged => {
  if (!known) {
    const alert: Alert = {
      id,
      kind: finding.kind,
      severity: finding.severity,
      key: finding.key,
      facts: finding.facts,
      evidence: finding.evidence,
      occurredAt: finding.occurredAt,
      lastAt: finding.lastAt,
      detectedAt: now,
      updatedAt: now,
      count: 1,
      state: 'new',
      answer: null,
      drill: false,
    }
    return { alert, change: 'new' }
  }
  const worse = rank(finding.severity) < rank(known.severity)
  const lesser = rank(finding.severity) > rank(known.severity)
  const facts: Facts = lesser ? known.facts : finding.facts
  return {
    alert: {
      ...known,
      kind: lesser ? known.kind : finding.kind,
      severity: worseSeverity(known.severity, finding.severity),
      facts,
      evidence: lesser
        ? { ...finding.evidence, ...known.evidence }
        : { ...known.evidence, ...finding.evidence },
      occurredAt: earlier(known.occurredAt, finding.occurredAt),
      lastAt: later(known.lastAt, finding.lastAt),
      updatedAt: now,
      count: known.count + 1,
      state: worse ? 'new' : known.state,
      // 「電話では言われていない」 was said before the page came: it is asked again.
      answer: worse && asksAboutPhone(finding.kind) ? null : known.answer,
    },
    change: worse ? 'worse' : 'more',
  }
}
