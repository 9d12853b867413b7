import { z } from 'zod'

/** Three levels, see `docs/words.md`: すぐ電話 / 今日中に確認 / 読むだけ. */
export const severitySchema = z.enum(['urgent', 'check', 'notice'])
export type Severity = z.infer<typeof severitySchema>

/** The worse of two severities. */
export const worseSeverity = (a: Severity, b: Severity): Severity => (rank(a) <= rank(b) ? a : b)
/** 0 for the worst. */
export const rank = (s: Severity): number => severitySchema.options.indexOf(s)

/** Values that a card's sentences may name: a file, a person, a count. Never a sentence itself. */
export const factsSchema = z.record(z.string(), z.union([z.string(), z.number()]))
export type Facts = z.infer<typeof factsSchema>

/** For the engineer: any JSON. */
export const evidenceSchema = z.record(z.string(), z.unknown())
export type Evidence = z.infer<typeof evidenceSchema>

/**
 * What a detector concludes. Pure data: words come later.
 * `kind` names the card (`alert.<kind>.*` in the catalogue); findings with one `key` tell one story.
 */
export type Finding = {
  kind: string
  severity: Severity
  /** Same key = same incident, e.g. `password-guessing:sshd`. */
  key: string
  /** First and last time it happened: ISO 8601, UTC. */
  occurredAt: string
  lastAt: string
  facts: Facts
  evidence: Evidence
}

/** The clerk's answer: 自分でやった / やっていない / わからない. */
export const answerSchema = z.enum(['done', 'not-done', 'unknown'])
export type Answer = z.infer<typeof answerSchema>

/**
 * All answers to an alert's question. 「だれかに電話で言われましたか」 has two of its own: `told` (yes) and `not-told`; a yes
 * there must never read as 自分でやった.
 */
export const alertAnswerSchema = z.enum([...answerSchema.options, 'told', 'not-told'])
export type AlertAnswer = z.infer<typeof alertAnswerSchema>

const remoteControlKinds: readonly string[] = [
  'remote-control',
  'remote-control-screen',
  'remote-control-session',
]
/** Is the question of this kind of alert whether somebody on the phone said to do it? */
export const asksAboutPhone = (kind: string): boolean => remoteControlKinds.includes(kind)

export const alertSchema = z.object({
  id: z.string(),
  kind: z.string(),
  severity: severitySchema,
  key: z.string(),
  facts: factsSchema,
  evidence: evidenceSchema,
  /** When it first happened. */
  occurredAt: z.string(),
  /** When it last happened. */
  lastAt: z.string(),
  /** When this app first knew. */
  detectedAt: z.string(),
  updatedAt: z.string(),
  /** How many findings were merged into it. */
  count: z.number().int().positive(),
  state: z.enum(['new', 'seen', 'closed']),
  answer: alertAnswerSchema.nullable(),
  /** True for an exercise (訓練). */
  drill: z.boolean(),
})
export type Alert = z.infer<typeof alertSchema>
