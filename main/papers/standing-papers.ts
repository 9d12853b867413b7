import type { Paper } from '../contract/paper.ts'
import { foot, type PaperFacts, reachable, row, sayDay } from './facts.ts'

/**
 * What on the wall's card would mislead if it changed: numbers, hours, who is in charge. Two cards with the same answer are
 * equally good. Pure.
 */
export const cardContent = ({ profile, contact }: Pick<PaperFacts, 'profile' | 'contact'>): string =>
  JSON.stringify([
    profile?.service ?? '',
    profile?.desk.phone ?? '',
    profile?.desk.hours ?? '',
    profile?.desk.emergency ?? '',
    profile?.contract.number ?? '',
    profile?.insurance.insurer ?? '',
    contact.name,
    contact.phone,
    contact.company,
    contact.bank,
  ])

/** 緊急連絡カード: one A4 on the wall: what to do first, whom to call. */
export const emergencyCard = (facts: PaperFacts): Paper => {
  const { text, profile, contact } = facts
  return {
    kind: 'emergency-card',
    title: text('paper.emergency-card.title'),
    lead: text('paper.emergency-card.lead'),
    onePage: true,
    sections: [
      {
        heading: text('paper.emergency-card.first'),
        numbered: true,
        lines: [
          text('paper.emergency-card.step1'),
          text('paper.emergency-card.step2'),
          text('paper.emergency-card.step3'),
          text('paper.emergency-card.step4'),
        ],
      },
      {
        heading: text('paper.emergency-card.fake'),
        numbered: true,
        // What the screen cannot say, because that page lies over it: how to reach this app.
        lines: [
          text('paper.emergency-card.fakeStep1'),
          text(`paper.emergency-card.fakeStep2${facts.host.platform === 'darwin' ? 'Mac' : ''}`),
          text('paper.emergency-card.fakeStep3', { entry: text('tray.stuckScreen') }),
        ],
      },
      {
        heading: text('paper.emergency-card.call'),
        rows: [
          row(facts, 'desk', [profile?.service, profile?.desk.phone].filter(Boolean).join(' ')),
          row(facts, 'hours', profile?.desk.hours ?? ''),
          row(facts, 'emergency', profile?.desk.emergency ?? ''),
          row(facts, 'contractNumber', profile?.contract.number ?? ''),
          row(facts, 'inCharge', reachable(facts)),
          row(facts, 'police', text('paper.policeNumbers')),
          row(facts, 'bank', contact.bank),
          row(facts, 'insurer', profile?.insurance.insurer ?? ''),
        ],
      },
      { heading: text('paper.emergency-card.never'), lines: [text('paper.emergency-card.neverText')] },
    ],
    foot: foot(facts),
  }
}

/** From a day until a day in words; '' where either is not stated. */
const span = (
  facts: PaperFacts,
  from: string | null | undefined,
  until: string | null | undefined,
): string => (from && until ? `${sayDay(facts, from)} – ${sayDay(facts, until)}` : '')

/** 取引先に見せる: provider, listing, period, since when watched, the checks today. Claims nothing that was not measured. */
export const statement = (facts: PaperFacts): Paper => {
  const { text, profile, checks, sources, watched } = facts
  const answers = (answer: string) => String(checks.filter((c) => c.answer === answer).length)
  const registration = profile?.registration
  return {
    kind: 'statement',
    title: text('paper.statement.title'),
    lead: text('paper.statement.lead'),
    onePage: true,
    // Only the licensed image that the provider itself brings; this app has no mark of its own.
    image: profile?.markImage ?? null,
    sections: [
      {
        heading: text('paper.statement.service'),
        rows: [
          row(facts, 'company', facts.contact.company),
          row(facts, 'operator', profile?.operator ?? ''),
          row(facts, 'service', profile?.service ?? ''),
          row(facts, 'registration', registration?.number ?? ''),
          row(
            facts,
            'registrationPeriod',
            span(facts, registration?.from, registration?.until) || sayDay(facts, registration?.from ?? null),
          ),
          row(facts, 'contractPeriod', span(facts, profile?.contract.from, profile?.contract.until)),
        ],
      },
      {
        heading: text('paper.statement.state'),
        rows: [
          row(facts, 'computer', facts.host.computer),
          row(facts, 'watchedSince', sayDay(facts, watched.since || null)),
          row(
            facts,
            'watching',
            `${sources.filter((s) => s.state === 'watching').length} / ${sources.length}`,
          ),
          row(facts, 'checksGood', checks.length > 0 ? answers('good') : ''),
          row(facts, 'checksMend', checks.length > 0 ? answers('mend') : ''),
          row(facts, 'checksUnknown', checks.length > 0 ? answers('unknown') : ''),
        ],
      },
      { heading: text('paper.statement.not'), lines: [text('paper.statement.notText')] },
    ],
    foot: foot(facts),
  }
}
