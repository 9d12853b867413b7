import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readLogText } from '../../main/ports/log-text.ts'
import { readRuleFiles } from '../../main/ports/rule-files.ts'
import { evaluate } from '../../main/probe/sigma/evaluate.ts'
import { kindOf, takesIn } from '../../main/probe/sigma/logsource.ts'
import { viewRecord } from '../../main/probe/sigma/record-view.ts'
import { createRuleSet, readRules } from '../../main/probe/sigma/rule-set.ts'
import { loadRules, ownRules } from '../../main/scan/load-rules.ts'
import { scanText } from '../../main/scan/scan-file.ts'
import {
  eventsOf,
  expectedMatches,
  hasRecordedData,
  recordedData,
  windowsRecordings,
} from '../bench/recordings.ts'

const sigma = join(recordedData, 'sigma')

describe.skipIf(!hasRecordedData)(
  'recorded logs and the rules of the community (needs ../shared/data)',
  () => {
    const read = hasRecordedData
      ? readRules(readRuleFiles(sigma).files)
      : { rules: [], refused: [], correlations: [] }
    const set = createRuleSet(read.rules)

    test('at most 0.5 % of the rules are refused, each with its reason', () => {
      expect(read.rules.length).toBeGreaterThan(3700)
      expect(read.refused.length / (read.rules.length + read.refused.length)).toBeLessThanOrEqual(0.005)
      for (const { id, reason } of read.refused) expect([id, reason].every(Boolean)).toBe(true)
    })

    test('every rule of the regression set matches its recording, and says why', () => {
      const missed = expectedMatches().flatMap(({ text, ruleId, file }) => {
        const found = eventsOf(text).flatMap((e) => set.match(e).filter((m) => m.rule.id === ruleId))
        return found.some((m) => m.explanation.length > 0) ? [] : [file]
      })
      expect(missed).toEqual([])
    })

    test('the index never loses a match: the same rules fire without it', () => {
      const events = windowsRecordings().flatMap((r) => eventsOf(r.text))
      const sample = events.filter((_, i) => i % 40 === 0)
      expect(sample.length).toBeGreaterThan(300)
      for (const event of sample) {
        const kind = kindOf(event)
        const view = viewRecord(event)
        const plain = read.rules
          .filter((r) => takesIn(r.info.logsource, kind) && evaluate(r.test, view))
          .map((r) => r.info.id)
        expect(
          set
            .match(event)
            .map((m) => m.rule.id)
            .sort(),
        ).toEqual(plain.sort())
      }
    }, 120_000)

    test('most recordings of attacks give an alert, few give more than one', () => {
      const rules = loadRules([sigma, ownRules])
      const scans = windowsRecordings().map((r) => scanText([r.text], rules, Date.now()))
      const told = scans.filter((s) => s.alerts.some((a) => a.severity !== 'notice'))
      expect(scans.reduce((n, s) => n + s.unreadable, 0)).toBe(0)
      expect(told.length / scans.length).toBeGreaterThanOrEqual(0.8)
      const counts = scans.map((s) => s.alerts.length).sort((a, b) => a - b)
      expect(counts[Math.floor(counts.length / 2)]).toBe(1)
      expect(counts[Math.floor(counts.length * 0.95)]).toBeLessThanOrEqual(3)
    }, 120_000)

    test('password guessing on a real server is one incident with the attackers named', () => {
      const rules = loadRules([sigma, ownRules])
      const { alerts, events } = scanText(
        readLogText(join(recordedData, 'linux/OpenSSH_2k.log')),
        rules,
        Date.UTC(2026, 10, 23),
      )
      expect(events).toBe(2000)
      expect(alerts).toHaveLength(1)
      expect(alerts[0]).toMatchObject({ kind: 'password-guessing', facts: { service: 'sshd' } })
      expect(Object.keys(alerts[0]?.evidence.addresses as object).length).toBeGreaterThan(10)
    })
  },
)
