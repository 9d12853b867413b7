import { z } from 'zod'
import { evidenceSchema, factsSchema, severitySchema } from './alert.ts'
import { sourceHealthSchema } from './state.ts'

/** With which key (PEM) a provider's rules are checked. */
export const rulesTrustSchema = z.object({ key: z.string(), provider: z.string() })
export type RulesTrust = z.infer<typeof rulesTrustSchema>

/** What the probe needs to know to watch in a process of its own. */
export const probePlanSchema = z.object({
  data: z.string(),
  home: z.string(),
  documents: z.array(z.string()),
  /** From the command line; replaces the document folders where not empty. */
  guardFolders: z.array(z.string()),
  /** From the settings; watched besides the document folders. */
  extraFolders: z.array(z.string()),
  canaries: z.boolean(),
  /** The provider's own remote-control tools: recorded, never more than a notice. */
  supportTools: z.array(z.string()),
  /** Null: only the app's own rules. */
  rules: rulesTrustSchema.nullable(),
})
export type ProbePlan = z.infer<typeof probePlanSchema>

/** App → probe process. */
export const probeOrderSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('start'), plan: probePlanSchema }),
  z.object({ type: z.literal('stop') }),
])
export type ProbeOrder = z.infer<typeof probeOrderSchema>

const findingSchema = z.object({
  kind: z.string(),
  severity: severitySchema,
  key: z.string(),
  occurredAt: z.string(),
  lastAt: z.string(),
  facts: factsSchema,
  evidence: evidenceSchema,
})

/** Probe process → app. */
export const probeReportSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('finding'), finding: findingSchema }),
  z.object({ type: z.literal('health'), health: sourceHealthSchema }),
  /** A damaged bookmark was moved to `file`. */
  z.object({ type: z.literal('damaged'), file: z.string() }),
  /** So many changes were noticed in this guarded folder since the start. */
  z.object({ type: z.literal('changes'), root: z.string(), count: z.number() }),
  /** What the process costs: resident bytes, and CPU time in ms since its start. */
  z.object({ type: z.literal('usage'), rss: z.number(), cpu: z.number() }),
  z.object({ type: z.literal('stopped') }),
])
export type ProbeReport = z.infer<typeof probeReportSchema>
