import type { Paper, PaperKind } from '../contract/paper.ts'
import { drillRecord, handOverSheet } from './away-papers.ts'
import { checkSheetPaper } from './check-sheet-paper.ts'
import type { Incident, PaperFacts } from './facts.ts'
import { claimPack, customerLetter, flashReport, policeSheet } from './incident-papers.ts'
import { monthlyReport } from './monthly-report.ts'
import { commonForm, privacyDraft } from './official-papers.ts'
import { emergencyCard, statement } from './standing-papers.ts'

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
  const { brokenAt } = incident.record
  const sections =
    brokenAt === null
      ? paper.sections
      : // Whoever reads the paper has to know it before reading on.
        [
          {
            heading: facts.text('paper.unchanged'),
            lines: [facts.text('paper.chainBroken', { number: brokenAt })],
          },
          ...paper.sections,
        ]
  // An exercise says so on every paper.
  const title = incident.alert.drill ? facts.text('common.drill', { title: paper.title }) : paper.title
  return { ...paper, title, sections }
}
