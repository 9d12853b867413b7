import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { cardKeys, cardOf } from '../../../main/contract/card.ts'
import { techniqueKeys } from '../../../main/contract/technique.ts'
import { createText } from '../../../main/contract/text.ts'
import { readRuleFiles } from '../../../main/ports/rule-files.ts'
import { tacticsOf, techniquesOf } from '../../../main/probe/detectors/sigma-severity.ts'
import { readRules } from '../../../main/probe/sigma/rule-set.ts'
import { hasRecordedData, recordedData } from '../../bench/recordings.ts'

const text = createText('ja')
const has = (prefix: string) => text.first([`${prefix}.title`]) !== null

describe('words for techniques', () => {
  test('a sub-technique falls back to its technique, its family, its tactic', () => {
    expect(techniqueKeys('T1562.001', 'defense-evasion')).toEqual([
      'technique.T1562_001',
      'technique.T1562',
      'technique.T1685',
      'technique.T1574',
    ])
    expect(techniqueKeys('', 'impact')).toEqual(['technique.T1486'])
    expect(techniqueKeys('T9999', 'unknown')).toEqual(['technique.T9999'])
  })
  test('every part of a card is there, and names the thing', () => {
    const card = cardOf({ kind: 'sigma', facts: { technique: 'T1059.001', thing: 'powershell.exe' } }, text)
    expect(card.title).toContain('powershell.exe')
    expect(card.steps).toHaveLength(3)
    expect(card.dont).not.toBeNull()
  })
  test('a finding without technique and tactic gets the general card', () => {
    expect(cardKeys({ kind: 'sigma', facts: {} }).at(-1)).toBe('alert.general')
    expect(cardOf({ kind: 'sigma', facts: {} }, text).title).toBe(text('alert.general.title'))
  })
  test.skipIf(!hasRecordedData)(
    'at least 95 % of the tagged rules of the community get a text of their technique',
    () => {
      const { rules } = readRules(readRuleFiles(join(recordedData, 'sigma')).files)
      const tagged = rules.filter((r) => techniquesOf(r.info).length > 0)
      const ofTechnique = tagged.filter((r) => techniqueKeys(techniquesOf(r.info)[0] ?? '', '').some(has))
      const anyText = tagged.filter((r) =>
        techniqueKeys(techniquesOf(r.info)[0] ?? '', tacticsOf(r.info)[0] ?? '').some(has),
      )
      expect(tagged.length).toBeGreaterThan(3000)
      expect(ofTechnique.length / tagged.length).toBeGreaterThanOrEqual(0.95)
      expect(tagged.filter((r) => !anyText.includes(r)).map((r) => r.info.tags)).toEqual([])
      console.log(`technique texts: ${ofTechnique.length} of ${tagged.length} tagged rules`)
    },
  )
})
