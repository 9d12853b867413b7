import { readFileSync } from 'node:fs'
import type { RecordStore } from '../alerts/record-store.ts'
import type { Alert } from '../contract/alert.ts'
import type { Handlers } from '../contract/api.ts'
import { Failure } from '../contract/failure.ts'
import type { Paper, PaperWish } from '../contract/paper.ts'
import { plain } from '../contract/ruby.ts'
import type { Snapshot } from '../contract/state.ts'
import { type Incident, type PaperFacts, questionsOf, told, type WatchDiary } from '../papers/facts.ts'
import { paperFileName } from '../papers/file-name.ts'
import { makePaper } from '../papers/make-paper.ts'
import { wallClock } from '../present/business-calendar.ts'
import { readCheckSheet } from './check-sheet.ts'
import { type DrawHelp, drawPaper, paperText } from './drawn-paper.ts'

export type PapersOptions = {
  snapshot: () => Snapshot
  alertOf: (id: string) => Alert | null
  record: RecordStore
  now: () => number
  timeZone: string
  diary: () => WatchDiary
  /** The bytes of a photo of an incident's record. */
  photo: (alertId: string, number: number) => Buffer | null
  /** The wall's card was made. */
  onCard: () => void
}

/** Marks of readings in what people or attackers wrote would be drawn as readings: only the catalogue has them. */
const withoutMarks = <T>(value: T): T =>
  JSON.parse(JSON.stringify(value ?? null).replace(/[\uFFF9-\uFFFB]/g, '')) as T

/** The paper as data: fields by their ids, unknown is null; of an incident the whole record with its chain. */
const dataOf = (paper: Paper, incident: Incident | null, madeAt: string): string => {
  const { image: _, ...rest } = paper
  const sections = paper.sections.map((s) => ({
    ...s,
    ...(s.rows ? { rows: s.rows.map((r) => ({ ...r, value: r.value || null })) } : {}),
  }))
  return plain(
    JSON.stringify(
      { schema: 1, ...rest, madeAt, sections, ...(incident ? { record: incident.record } : {}) },
      null,
      2,
    ),
  )
}

/** A picture file as an address that the page may show. */
const pictureOf = (file: string | null | undefined): string | null =>
  file ? `data:image/${/\.png$/i.test(file) ? 'png' : 'jpeg'};base64,${readFileSync(file, 'base64')}` : null

/** The page's calls for papers: made on this PC, from this PC's own record; nothing is sent. */
export const createPapers = (
  options: PapersOptions,
): Pick<Handlers, 'paper.preview' | 'paper.make' | 'paper.printed'> => {
  const { snapshot, alertOf, record, now, timeZone, diary, photo, onCard } = options
  const today = () => wallClock(new Date(now()), timeZone).day
  const make = ({ kind, alertId, month }: PaperWish) => {
    const s = snapshot()
    const text = paperText(kind, s.settings.language)
    const { contact: name, phone, place, company, bank } = s.settings
    const facts: PaperFacts = {
      text,
      now: now(),
      timeZone,
      attended: (id) => record.read(id).entries.findLast((e) => e.type === 'closed')?.who ?? '',
      ...withoutMarks({
        host: s.host,
        profile: s.profile ?? null,
        contact: { name, phone, place, company, bank },
        alerts: s.alerts,
        requests: s.requests,
        checks: s.checks,
        sources: s.sources,
        watched: diary(),
        month: month ?? today().slice(0, 7),
        sheet: readCheckSheet(record, s.checks),
      }),
    }
    const alert = alertId === null ? null : alertOf(alertId)
    const incident = alert && withoutMarks({ alert, record: record.read(alert.id) })
    const paper = makePaper(kind, facts, incident)
    if (!paper) throw new Failure('not-found', 'this paper needs an incident')
    const help: DrawHelp = { text, ...(alert ? { photo: (number) => photo(alert.id, number) } : {}) }
    const questions = incident
      ? questionsOf(kind, incident).map((id) => ({ id, value: told(facts, incident, id) }))
      : []
    const number = alert
      ? (s.requests.find((r) => r.alertId === alert.id)?.receipt ?? alert.id.slice(0, 8).toUpperCase())
      : ''
    return { paper, incident, help, questions, number, madeAt: new Date(facts.now).toISOString() }
  }
  return {
    async 'paper.preview'(wish) {
      const { paper, help, questions } = make(wish)
      const drawn = (await drawPaper(paper, help)).paper
      return { paper: { ...drawn, image: pictureOf(drawn.image) }, questions }
    },
    async 'paper.make'({ format, ...wish }) {
      const { paper, incident, help, number, madeAt } = make(wish)
      const bytes =
        format === 'json'
          ? Buffer.from(dataOf(paper, incident, madeAt))
          : (await drawPaper(paper, help)).bytes
      if (format === 'pdf' && wish.kind === 'emergency-card') onCard()
      return { name: paperFileName(paper, number, today(), format), base64: bytes.toString('base64') }
    },
    'paper.printed'({ kind }) {
      if (kind === 'emergency-card') onCard()
      return null
    },
  }
}
