import type { PaperKind } from '../contract/paper.ts'
import { drillRecord, handOverSheet } from './away-papers.ts'
import { checkSheetPaper } from './check-sheet-paper.ts'
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
  'hand-over-sheet': handOverSheet,
  'drill-record': drillRecord,
} as const
const standing = {
  'emergency-card': emergencyCard,
  statement,
  'check-sheet': checkSheetPaper,
  'monthly-report': monthlyReport,
} as const

/** Does this paper tell of one incident? */
export const needsIncident = (kind: PaperKind): kind is keyof typeof aboutIncident => kind in aboutIncident

/** Makes one paper; null where it needs an incident and has none. Pure. */
export const makePaper = (kind: PaperKind, facts: PaperFacts, incident: Incident | null): Paper | null => {
  if (!needsIncident(kind)) return standing[kind](facts)
  if (!incident) return null
  const paper = aboutIncident[kind](facts, incident)
  // An exercise says so on every paper.
  return incident.alert.drill
    ? { ...paper, title: facts.text('common.drill', { title: paper.title }) }
    : paper
}
