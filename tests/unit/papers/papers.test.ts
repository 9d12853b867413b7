import { spawnSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { chain } from '../../../main/alerts/record-chain.ts'
import { paperKinds } from '../../../main/contract/paper.ts'
import { profileSchema } from '../../../main/contract/profile.ts'
import type { RecordEntry } from '../../../main/contract/record.ts'
import { createText } from '../../../main/contract/text.ts'
import { drawingsOf, drawPaper } from '../../../main/core/drawn-paper.ts'
import { foundDay, type Incident, type PaperFacts, questionsOf } from '../../../main/papers/facts.ts'
import { makePaper } from '../../../main/papers/make-paper.ts'
import { sampleRequest } from '../../fakes/page-states.ts'
import { sampleAlert, sampleSnapshot } from '../../fakes/samples.ts'

const profile = profileSchema.parse(
  parse(
    '{schema: 1, id: t, operator: テスト商会, service: テスト見守り, desk: {phone: 06-9999-0000, hours: 平日9時から17時}}',
  ),
)
const snapshot = sampleSnapshot()
const factsIn = (language: 'ja' | 'en' | 'ja-easy'): PaperFacts => ({
  text: createText(language),
  now: Date.UTC(2026, 10, 23, 3),
  timeZone: 'Asia/Tokyo',
  host: snapshot.host,
  profile,
  contact: {
    name: '髙橋 彩',
    phone: '06-1234-5678',
    place: '大阪市中央区本町橋2-8 㐂ビル3階',
    company: '𠮷野商店',
    bank: '',
  },
  alerts: [sampleAlert()],
  requests: [],
  checks: [],
  sources: [],
  watched: { since: '2026-11-01', months: { '2026-11': { days: 23, events: 4120 } } },
  month: '2026-11',
  attended: () => '',
})
const help = { text: createText('ja') }
const entries = (count: number): RecordEntry[] => {
  const list: RecordEntry[] = []
  for (let i = 0; i < count; i++)
    list.push(
      chain(list.at(-1) ?? null, {
        at: '2026-11-23T01:00:00.000Z',
        step: 'first',
        type: 'note',
        who: '田中',
        facts: { text: `${i + 1}番目の長い長い書きこみです。LANケーブルをぬいて、写真をとりました。` },
      }),
    )
  return list
}
const incident: Incident = { alert: sampleAlert(), record: { entries: entries(3), brokenAt: null } }
const must = (
  kind: (typeof paperKinds)[number],
  facts = factsIn('ja'),
  about: Incident | null = incident,
) => {
  const paper = makePaper(kind, facts, about)
  if (!paper) throw new Error(`no ${kind}`)
  return paper
}

describe.each(paperKinds)('%s', (kind) => {
  test.each(['ja', 'en', 'ja-easy'] as const)('is made in %s, with no key left unsaid', (language) => {
    const words = JSON.stringify(drawingsOf(must(kind, factsIn(language)), help))
    expect(words).not.toMatch(/"(paper|answer|requestStatus|action)\.[a-z]/)
  })
  test('keeps its promise of one page, also with a long record', async () => {
    const paper = must(kind, factsIn('ja'), { ...incident, record: { entries: entries(60), brokenAt: null } })
    const { bytes, pages } = await drawPaper(paper, help)
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-')
    if (paper.onePage) expect(pages).toBe(1)
  })
})

test('the month counts what was asked of the desk, not what was asked in an exercise', () => {
  const at = { createdAt: '2026-11-23T01:00:00.000Z' }
  const requests = [sampleRequest(at), sampleRequest({ ...at, id: 'r2', drill: true })]
  const { sections } = must('monthly-report', { ...factsIn('ja'), requests })
  const rows = sections.flatMap((s) => s.rows ?? [])
  expect(rows.find((r) => r.id === 'asked')?.value).toBe('1')
})

test('what is not known is printed 「不明」, and the time is that of the place', () => {
  const rows = drawingsOf(must('claim-pack'), help)
  expect(rows).toContainEqual({ type: 'row', label: '見積書・請求書', value: '不明' })
  expect(rows).toContainEqual({ type: 'row', label: '見つけた日時', value: '2026年11月23日 10:00' })
})

test('an unknown time of a reported case is not filled with the time of the report', () => {
  const alert = sampleAlert({
    kind: 'reported-phishing',
    evidence: { reportedBy: '', occurredAtKnown: false },
  })
  const rows = drawingsOf(must('police-sheet', factsIn('ja'), { ...incident, alert }), help)
  expect(rows).toContainEqual({ type: 'row', label: 'いつ', value: '不明' })
  expect(rows).toContainEqual({ type: 'row', label: '見つけた人', value: '不明' })
})

test('the times of a reported case are asked, printed as told, and no day is made up of them', () => {
  const alert = sampleAlert({
    kind: 'reported-phishing',
    evidence: { reportedBy: '', occurredAtKnown: false },
  })
  const say = (topic: string, value: string): RecordEntry => ({
    ...entries(1)[0]!,
    type: 'note',
    facts: { text: value, topic, value },
  })
  const told = [say('fact.happenedAt', '20日(金)の昼'), say('fact.foundAt', '20日の夕方')]
  const about = (list: RecordEntry[]): Incident => ({ alert, record: { entries: list, brokenAt: null } })
  expect(questionsOf('police-sheet', about([]))).toContain('happenedAt')
  expect(questionsOf('police-sheet', incident)).not.toContain('happenedAt')
  const rows = drawingsOf(must('police-sheet', factsIn('ja'), about(told)), help)
  expect(rows).toContainEqual({ type: 'row', label: 'いつ', value: '20日(金)の昼' })
  expect(rows).toContainEqual({ type: 'row', label: '見つけた日時', value: '20日の夕方' })
  expect(foundDay(factsIn('ja'), about([]))).toBe('2026-11-23')
  expect(foundDay(factsIn('ja'), about(told))).toBe('')
  expect(foundDay(factsIn('ja'), about([...told, say('clock.knownOn', '2026-11-20')]))).toBe('2026-11-20')
})

test('the letter tells only what was last said to be done, once', () => {
  const tick = (text: string, answer: string): RecordEntry => ({
    ...entries(1)[0]!,
    type: 'tick',
    facts: { text, answer },
  })
  const letter = (list: RecordEntry[]) =>
    JSON.stringify(
      must('customer-letter', factsIn('ja'), { ...incident, record: { entries: list, brokenAt: null } }),
    )
  const cable = '線をぬきました'
  expect(letter([tick(cable, 'done'), tick(cable, 'not-done')])).not.toContain(cable)
  expect(letter([tick(cable, 'done'), tick(cable, 'done')]).split(cable)).toHaveLength(2)
})

test('a record that was changed is said to be changed', () => {
  const rows = drawingsOf(
    must('claim-pack', factsIn('ja'), { ...incident, record: { ...incident.record, brokenAt: 2 } }),
    help,
  )
  expect(JSON.stringify(rows)).toContain('2番目から、書きかえられています')
})

test('a paper about an incident is not made without one', () => {
  expect(makePaper('flash-report', factsIn('ja'), null)).toBeNull()
})

const pdftotext = spawnSync('pdftotext', ['-v']).status === 0
test.skipIf(!pdftotext)(
  'every character is really in the file (read back with pdftotext; skipped where it is missing)',
  async () => {
    const { bytes } = await drawPaper(must('emergency-card'), help)
    const { stdout } = spawnSync('pdftotext', ['-layout', '-', '-'], { input: bytes, encoding: 'utf8' })
    for (const words of ['緊急連絡カード', '06-9999-0000', '髙橋 彩', '電源は切りません'])
      expect(stdout).toContain(words)
  },
)
