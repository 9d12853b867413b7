import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { overallOf } from '../../../main/contract/overall.ts'
import { profileSchema } from '../../../main/contract/profile.ts'
import { annotate, plain } from '../../../main/contract/ruby.ts'
import { createText, languageOf } from '../../../main/contract/text.ts'
import { dispatchFacts } from '../../../renderer/state/contract-facts.ts'
import { phoneProblem } from '../../../renderer/state/phone-problem.ts'
import { hashOf, parseHash, screens } from '../../../renderer/state/route.ts'
import { totalOf, weekOf } from '../../../renderer/state/week.ts'
import { piecesOf } from '../../../renderer/words/breaks.ts'
import { longDate, yen } from '../../../renderer/words/dates.ts'
import { pageStates, sampleRequest, source } from '../../fakes/page-states.ts'
import { sampleAlert } from '../../fakes/samples.ts'

describe('addresses', () => {
  it('come back as they went, whatever the id', () => {
    fc.assert(
      fc.property(fc.constantFrom(...screens), fc.string({ minLength: 1 }), (screen, id) => {
        expect(parseHash(hashOf(screen, id))).toEqual({ screen, id, rest: null })
      }),
    )
  })

  it('lead home when they cannot be read', () => {
    fc.assert(fc.property(fc.string(), (hash) => screens.includes(parseHash(`#${hash}`).screen)))
    expect(parseHash('#/nowhere/%E0%A4%A').screen).toBe('home')
  })
})

describe('are we all right?', () => {
  it.each([
    ['fine', 'fine'],
    ['starting', 'starting'],
    ['blind', 'blind'],
    ['urgent', 'urgent'],
    ['check', 'check'],
  ] as const)('%s → %s', (state, level) => {
    expect(overallOf(pageStates[state]).level).toBe(level)
  })

  it('is never fine while a source cannot watch or has not answered', () => {
    for (const state of ['cannot', 'restarting', 'stopped', 'starting'] as const)
      expect(overallOf({ alerts: [], sources: [source('a'), source('b', { state })] }).level).not.toBe('fine')
    expect(overallOf({ alerts: [], sources: [] }).level).toBe('starting')
  })
})

describe('the week', () => {
  it('counts each alert on its own day, drills and older ones not at all', () => {
    const now = new Date(2026, 10, 23, 12)
    const at = (day: number) => new Date(2026, 10, day, 9).toISOString()
    const days = weekOf(
      [
        sampleAlert({ detectedAt: at(23) }),
        sampleAlert({ detectedAt: at(17), severity: 'check' }),
        sampleAlert({ detectedAt: at(16) }),
        sampleAlert({ detectedAt: at(23), drill: true }),
      ],
      now,
    )
    expect(days).toHaveLength(7)
    expect(days[6]?.urgent).toBe(1)
    expect(days[0]?.check).toBe(1)
    expect(totalOf(days)).toBe(2)
  })
})

describe('lines of text', () => {
  it('never lose or add a letter when they are broken into phrases', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'窓口に電話します。ab 1{|}漢字') }), (text) => {
        const shown = piecesOf(annotate(text)).map((p) => (p === 'break' ? '' : p.text))
        expect(shown.join('')).toBe(plain(annotate(text)))
      }),
    )
  })

  it('break between phrases, not inside a reading', () => {
    const pieces = piecesOf(annotate('{窓口|まどぐち}に{電話|でんわ}します。'))
    expect(pieces.filter((p) => p === 'break').length).toBeGreaterThan(0)
    expect(pieces).toContainEqual({ text: '窓口', reading: 'まどぐち' })
  })
})

describe('visits left', () => {
  it('leave out what was cancelled and what was only an exercise', () => {
    const profile = profileSchema.parse({
      schema: 1,
      id: 't',
      operator: 'テスト商会',
      service: 'テスト見守り',
      desk: { phone: '06-9999-0000' },
      dispatch: { offered: true, visitsPerYear: 2 },
    })
    const requests = [
      sampleRequest(),
      sampleRequest({ id: 'r2', status: 'cancelled' }),
      sampleRequest({ id: 'r3', drill: true }),
    ]
    const facts = dispatchFacts(profile, requests, new Date('2026-11-24T00:00:00Z'), createText('ja'))
    expect(facts.find((f) => f.label === 'contract.visits')?.value).toContain('あと1回です。')
  })
})

describe('a phone number', () => {
  it.each([
    ['dispatch', '', '', 'phoneMissing'],
    ['consultation', '', '', 'nothing'],
    ['consultation', '', '音がする', null],
    ['dispatch', '０６－１２３４－５６７８', '', null],
    ['dispatch', '123', '', 'phoneWrong'],
    ['dispatch', 'でんわ', '', 'phoneWrong'],
  ] as const)('%s %s %s → %s', (kind, phone, text, problem) => {
    expect(phoneProblem(kind, phone, text)).toBe(problem)
  })
})

describe('dates, money, languages', () => {
  it('are written by Intl, with the era in Japanese', () => {
    expect(longDate('2026-11-23T01:00:00Z', 'ja')).toContain('令和8年')
    expect(longDate('2026-11-23T01:00:00Z', 'en')).toContain('2026')
    expect(longDate('soon', 'ja')).toBe('soon')
    expect(yen(6600, 'ja')).toBe('6,600円')
    expect(yen(6600, 'en')).toBe('¥6,600')
  })

  it('choose Japanese for Japanese systems, else English', () => {
    expect(['ja', 'ja-JP', 'ja_JP.UTF-8'].map(languageOf)).toEqual(['ja', 'ja', 'ja'])
    expect(['en-US', 'jav-ID', 'de'].map(languageOf)).toEqual(['en', 'en', 'en'])
  })

  it('never throw on a missing value', () => {
    expect(createText('ja')('card.lastSeen')).toContain('不明')
  })
})
