import { spawnSync } from 'node:child_process'
import jsQR from 'jsqr'
import { expect, test } from 'vitest'
import { createText } from '../../../main/contract/text.ts'
import { drawPaper, paperText } from '../../../main/core/drawn-paper.ts'
import type { PaperFacts } from '../../../main/papers/facts.ts'
import { makePaper } from '../../../main/papers/make-paper.ts'
import { drawPdf } from '../../../main/ports/pdf.ts'
import { phraseEnds } from '../../../main/ports/pdf-phrases.ts'
import { sampleAlert, sampleSnapshot } from '../../fakes/samples.ts'

const { host } = sampleSnapshot()
const facts: PaperFacts = {
  text: createText('ja'),
  now: Date.UTC(2026, 10, 23, 3),
  timeZone: 'Asia/Tokyo',
  host,
  profile: null,
  contact: { name: '髙橋 彩', phone: '06-1234-5678', place: '大阪', company: '', bank: '' },
  alerts: [],
  requests: [],
  checks: [],
  sources: [],
  watched: { since: '2026-11-01', months: {} },
  month: '2026-11',
  attended: () => '',
}
const incident = {
  alert: sampleAlert({ kind: 'reported-files-locked', facts: {} }),
  record: { entries: [], brokenAt: null },
}
const poppler = spawnSync('pdftoppm', ['-v']).status === 0

/** Reads the first code that stands in the left half of a page (PPM as `pdftoppm` draws it). */
const readCode = (pdf: Buffer): string => {
  const area = ['-r', '150', '-x', '90', '-y', '700', '-W', '520', '-H', '900', '-singlefile', '-']
  const { stdout } = spawnSync('pdftoppm', area, { input: pdf, maxBuffer: 1e8 })
  const header = /^P6\s(\d+) (\d+)\s255\s/.exec(stdout.subarray(0, 40).toString('latin1'))
  if (!header) throw new Error('no picture')
  const [width, height] = [Number(header[1]), Number(header[2])]
  const rgb = stdout.subarray(header[0].length)
  const rgba = new Uint8ClampedArray(width * height * 4).fill(255)
  for (let i = 0; i < width * height; i++) rgba.set(rgb.subarray(i * 3, i * 3 + 3), i * 4)
  return jsQR(rgba, width, height)?.data ?? ''
}

test.skipIf(!poppler)(
  'the code on the printed hand-over holds the case (skipped without pdftoppm)',
  async () => {
    const { bytes } = await drawPaper(makePaper('hand-over-sheet', facts, incident)!, facts)
    const story = readCode(bytes)
    expect(story).toContain('KEIRI-02')
    expect(story).toContain('06-1234-5678')
  },
)

test('an exercise says so on its papers', () => {
  const drill = { ...incident, alert: { ...incident.alert, drill: true } }
  for (const kind of ['flash-report', 'hand-over-sheet', 'drill-record'] as const)
    expect(makePaper(kind, facts, drill)!.title).toMatch(/^【訓練】/)
})

test('the card on the wall has readings in Japanese, none in English', () => {
  const card = (language: 'ja' | 'en') =>
    JSON.stringify(
      makePaper('emergency-card', { ...facts, text: paperText('emergency-card', language) }, null),
    )
  expect(card('ja')).toContain('\uFFF9')
  expect(card('en')).not.toContain('\uFFF9')
})

test('a picture that cannot be read is an error, not a broken file', async () => {
  await expect(drawPdf('x', [{ type: 'image', file: '/nowhere/mark.png' }])).rejects.toThrow()
})

test.skipIf(!poppler)('lines break between phrases, and none begins with a colon', async () => {
  const text =
    'この紙は、おたすけトレイが記録から作りました。わからないことは「不明」と書いています。電話する:警察や窓口の人に見せながら話してください。'.repeat(
      3,
    )
  const { bytes } = await drawPdf('x', [{ type: 'text', text }])
  const { stdout } = spawnSync('pdftotext', ['-layout', '-', '-'], { input: bytes, encoding: 'utf8' })
  const lines = stdout.split('\n').filter((line) => line.trim() !== '')
  expect(lines.join('')).toBe(text)
  const ends = phraseEnds(text)
  let at = 0
  for (const line of lines) {
    at += line.length
    expect(ends.has(at), line).toBe(true)
    expect(line).not.toMatch(/^:/)
  }
})
