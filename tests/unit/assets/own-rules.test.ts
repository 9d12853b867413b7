import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { FieldValue, LogEvent } from '../../../main/contract/event.ts'
import { readUnixLine } from '../../../main/probe/normalise/unix-log.ts'
import { nameAsSysmon } from '../../../main/probe/normalise/windows-alias.ts'
import { createCorrelator } from '../../../main/probe/sigma/correlator.ts'
import { loadRules, ownRules } from '../../../main/scan/load-rules.ts'

type Sample = {
  channel?: string
  eventId?: number
  provider?: string
  product?: string
  category?: string
  program?: string
  message?: string
  fields?: Record<string, FieldValue>
}
type Fixture = { rule: string; matching: Sample[]; harmless: Sample[]; together?: boolean }

const at = '2026-11-20T01:00:00.000Z'
const asEvent = (sample: Sample): LogEvent => {
  if (sample.message !== undefined)
    return readUnixLine(
      { product: 'linux', at: Date.parse(at), program: sample.program ?? null, message: sample.message },
      't',
    )
  const fields: Record<string, FieldValue> = { ...sample.fields }
  if (sample.channel === undefined) {
    const { product = 'linux', category = 'process_creation' } = sample
    return { category: 'log', source: 't', at, logsource: { product, category }, fields }
  }
  fields.Channel ??= sample.channel
  if (sample.channel === 'System') fields.Channel = 'System'
  fields.EventID = String(sample.eventId)
  if (sample.provider) fields.Provider_Name = sample.provider
  const event: LogEvent = {
    category: 'log',
    source: 't',
    at,
    logsource: { product: 'windows' },
    channel: sample.channel,
    eventId: sample.eventId ?? 0,
    fields,
  }
  nameAsSysmon(event, fields)
  return event
}

const folder = join(import.meta.dirname, '../../fixtures/own-rules')
const fixtures = readdirSync(folder).map((name) => ({
  name,
  fixture: JSON.parse(readFileSync(join(folder, name), 'utf8')) as Fixture,
}))
const loaded = loadRules([ownRules])

/** Which rules answer to each of the samples, read one after the other. */
const firedBy = (samples: readonly Sample[]): string[][] => {
  const correlator = createCorrelator(loaded.correlations)
  return samples.map((s) => {
    const event = asEvent(s)
    return correlator.onMatches(event, loaded.rules.match(event)).map((m) => m.rule.id)
  })
}

describe('the rules that come with the app', () => {
  test('none is refused', () => {
    expect(loaded.refused).toEqual([])
  })
  test('there are about fifty, each with an id of its own, a technique and a sample', () => {
    const infos = [...loaded.rules.rules.map((r) => r.info), ...loaded.correlations.map((c) => c.info)]
    expect(new Set(infos.map((i) => i.id)).size).toBe(infos.length)
    expect(infos.filter((i) => !i.tags.some((t) => /^attack\.t\d{4}/.test(t)))).toEqual([])
    const sampled = new Set(fixtures.map((f) => f.fixture.rule))
    const told = infos.filter((i) => !loaded.correlations.some((c) => c.rules.includes(i.id)))
    expect(told.filter((i) => !sampled.has(i.id)).map((i) => i.title)).toEqual([])
    expect(told.length).toBeGreaterThanOrEqual(40)
  })
  test.each(fixtures)('$name fires on the attack and not on the everyday record', ({ fixture }) => {
    const fired = firedBy(fixture.matching)
    if (fixture.together) expect(fired.flat().filter((id) => id === fixture.rule)).toEqual([fixture.rule])
    else for (const ids of fired) expect(ids).toContain(fixture.rule)
    for (const ids of firedBy(fixture.harmless)) expect(ids).not.toContain(fixture.rule)
  })
})
