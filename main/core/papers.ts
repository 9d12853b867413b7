import type { RecordStore } from '../alerts/record-store.ts'
import type { Alert } from '../contract/alert.ts'
import type { Handlers } from '../contract/api.ts'
import { Failure } from '../contract/failure.ts'
import type { PaperKind } from '../contract/paper.ts'
import { plain } from '../contract/ruby.ts'
import type { Language } from '../contract/settings.ts'
import type { Snapshot } from '../contract/state.ts'
import { createText, type Text } from '../contract/text.ts'
import type { PaperFacts } from '../papers/facts.ts'
import { makePaper } from '../papers/make-paper.ts'
import type { Paper } from '../papers/paper.ts'
import { type Drawing, drawPdf } from '../ports/pdf.ts'
import { readCheckSheet } from './check-sheet.ts'

export type PapersOptions = {
  snapshot: () => Snapshot
  alertOf: (id: string) => Alert | null
  record: RecordStore
  now: () => number
  timeZone: string
}

/** A paper as it is drawn: unknown is printed 「不明」. Pure. */
export const drawingsOf = (paper: Paper, unknown: string): Drawing[] => [
  { type: 'title', text: paper.title },
  ...(paper.image ? [{ type: 'image' as const, file: paper.image }] : []),
  { type: 'text', text: paper.lead },
  ...paper.sections.flatMap((section): Drawing[] => [
    { type: 'heading', text: section.heading },
    ...(section.lines ?? []).map(
      (text, i): Drawing =>
        section.numbered ? { type: 'item', mark: `${i + 1}.`, text } : { type: 'text', text },
    ),
    ...(section.rows ?? []).map(
      ([label, value]): Drawing => ({ type: 'row', label, value: value || unknown }),
    ),
    ...(section.table ?? []).map(
      ([label, value]): Drawing => ({ type: 'row', label: label || unknown, value }),
    ),
    ...(section.codes ? [{ type: 'codes' as const, codes: section.codes }] : []),
  ]),
  { type: 'foot', text: paper.foot },
]

/** Draws a paper; one that promises one page is drawn smaller, step by step, until it keeps the promise. */
export const drawPaper = async (paper: Paper, unknown: string): Promise<{ bytes: Buffer; pages: number }> => {
  const drawings = drawingsOf(paper, unknown)
  // The card on the wall is read from afar: it begins large.
  const first = paper.kind === 'emergency-card' ? 1.45 : 1
  let drawn = await drawPdf(paper.title, drawings, { scale: first })
  for (let scale = first - 0.08; paper.onePage && drawn.pages > 1 && scale > 0.6; scale -= 0.06)
    drawn = await drawPdf(paper.title, drawings, { scale })
  return drawn
}

/** The wall's emergency card has readings over its kanji, whatever Japanese the page speaks. */
export const paperText = (kind: PaperKind, language: Language): Text =>
  kind === 'emergency-card' && language !== 'en'
    ? createText('ja-easy', { ruby: true })
    : createText(language)

/** The page's calls for papers: made on this PC, from this PC's own record; nothing is sent. */
export const createPapers = ({
  snapshot,
  alertOf,
  record,
  now,
  timeZone,
}: PapersOptions): Pick<Handlers, 'paper.make'> => ({
  async 'paper.make'({ kind, alertId, format }) {
    const s = snapshot()
    const text = paperText(kind, s.settings.language)
    const { contact: name, phone, place } = s.settings
    const facts: PaperFacts = {
      text,
      now: now(),
      timeZone,
      host: s.host,
      profile: s.profile ?? null,
      contact: { name, phone, place },
      alerts: s.alerts,
      requests: s.requests,
      checks: s.checks,
      sources: s.sources,
      watchedSince: s.startedAt,
      sheet: readCheckSheet(record, s.checks),
    }
    const alert = alertId === null ? null : alertOf(alertId)
    const paper = makePaper(kind, facts, alert && { alert, record: record.read(alert.id) })
    if (!paper) throw new Failure('not-found', 'this paper needs an incident')
    const day = new Date(facts.now).toISOString().slice(0, 10)
    const bytes =
      format === 'json'
        ? Buffer.from(plain(JSON.stringify({ ...paper, image: undefined }, null, 2)))
        : (await drawPaper(paper, text('common.unknown'))).bytes
    return { name: `${kind}-${day}.${format}`, base64: bytes.toString('base64') }
  },
})
