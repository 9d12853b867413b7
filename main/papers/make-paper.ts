import type { PaperKind } from '../contract/paper.ts'
import type { Incident, PaperFacts } from './facts.ts'
import {
  claimPack,
  commonForm,
  customerLetter,
  flashReport,
  policeSheet,
  privacyDraft,
} from './incident-papers.ts'
import type { Paper } from './paper.ts'
import { emergencyCard, monthlyReport, statement } from './standing-papers.ts'

const aboutIncident = {
  'flash-report': flashReport,
  'claim-pack': claimPack,
  'common-form': commonForm,
  'privacy-draft': privacyDraft,
  'customer-letter': customerLetter,
  'police-sheet': policeSheet,
} as const
const standing = { 'emergency-card': emergencyCard, statement, 'monthly-report': monthlyReport } as const

/** Does this paper tell of one incident? */
export const needsIncident = (kind: PaperKind): kind is keyof typeof aboutIncident => kind in aboutIncident

/** Makes one paper; null where it needs an incident and has none. Pure. */
export const makePaper = (kind: PaperKind, facts: PaperFacts, incident: Incident | null): Paper | null => {
  if (!needsIncident(kind)) return standing[kind](facts)
  return incident ? aboutIncident[kind](facts, incident) : null
}
