import { createHash } from 'node:crypto'
import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { createRecordStore, recordMigration } from '../../../main/alerts/record-store.ts'
import type { Alert, Finding } from '../../../main/contract/alert.ts'
import { cardOf } from '../../../main/contract/card.ts'
import { createText } from '../../../main/contract/text.ts'
import { createDrills } from '../../../main/core/drills.ts'
import { createEvidencePack } from '../../../main/core/evidence-pack.ts'
import { createNetworkCut } from '../../../main/core/network-cut.ts'
import { migrate, openDatabase } from '../../../main/ports/database.ts'
import type { CommandResult, RunCommand } from '../../../main/ports/run-command.ts'
import { statisticsCsv, statisticsOf } from '../../../main/present/statistics.ts'
import { sampleAlert, sampleSnapshot } from '../../fakes/samples.ts'

const recordStore = () => {
  const { db } = openDatabase(':memory:')
  migrate(db, [recordMigration])
  return createRecordStore(db)
}
const now = () => '2026-11-23T02:00:00.000Z'

describe('statistics', () => {
  const some = (n: number, change: Partial<Alert>) => Array.from({ length: n }, () => sampleAlert(change))
  const alerts = [
    ...some(3, { kind: 'ransomware', facts: { folder: '社長の給与', user: 'tanaka' } }),
    ...some(2, { kind: 'password-guessing', severity: 'check' }),
    ...some(4, { kind: 'ransomware', drill: true }),
    ...some(3, { kind: 'reported-phishing', severity: 'check' }),
  ]
  const statistics = statisticsOf(alerts, '6-20', 'Asia/Tokyo')
  test('counts by month, kind and severity; exercises do not count; small groups are folded', () => {
    expect(statistics.lines).toEqual([
      { month: '2026-11', kind: 'password-guessing', severity: 'check', count: null },
      { month: '2026-11', kind: 'ransomware', severity: 'urgent', count: 3 },
      { month: '2026-11', kind: 'reported', severity: 'check', count: 3 },
    ])
  })
  test('holds no name, no address, no file', () => {
    expect(JSON.stringify(statistics) + statisticsCsv(statistics)).not.toMatch(/給与|tanaka|KEIRI|Documents/)
  })
  test('is CSV with a header, folded counts said as such', () => {
    expect(statisticsCsv(statistics).split('\r\n').slice(0, 2)).toEqual([
      'schema,size_band,month,kind,severity,count',
      '1,6-20,2026-11,password-guessing,check,<3',
    ])
  })
})

describe('the evidence pack', () => {
  const pack = createEvidencePack({
    snapshot: () => sampleSnapshot(),
    alertOf: (id) => (id === 'alert-1' ? sampleAlert({ facts: { firstFile: '給与.xlsx' } }) : null),
    record: recordStore(),
    system: async () => ({ programs: [{ name: 'excel' }] }),
    now,
  })
  test('lists every part with its size, readable; what holds names is marked', async () => {
    const { items } = await pack['evidence.list']({ alertId: 'alert-1' })
    for (const i of items) expect(i.size).toBe(Buffer.byteLength(i.text))
    const open = items.filter((i) => !i.personal)
    expect(open.map((i) => i.name)).toContain('alert.json')
    expect(JSON.stringify(open)).not.toContain('給与')
    expect(items.find((i) => i.name === 'programs.json')?.personal).toBe(true)
  })
  test('packs only what was chosen, with hashes that fit', async () => {
    const { base64 } = await pack['evidence.pack']({
      alertId: 'alert-1',
      names: ['alert.json', 'versions.json'],
    })
    const files = unzipSync(Buffer.from(base64, 'base64'))
    expect(Object.keys(files).sort()).toEqual(['alert.json', 'manifest.json', 'versions.json'])
    const manifest = JSON.parse(strFromU8(files['manifest.json']!)) as {
      items: { name: string; sha256: string; size: number }[]
    }
    for (const { name, sha256, size } of manifest.items) {
      expect(createHash('sha256').update(files[name]!).digest('hex')).toBe(sha256)
      expect(files[name]!.length).toBe(size)
    }
  })
  test('of an incident that is not there, nothing is packed', async () => {
    await expect(pack['evidence.list']({ alertId: 'x' })).rejects.toMatchObject({ code: 'not-found' })
  })
})

describe('cutting the network', () => {
  const answer = (result: Partial<CommandResult>): RunCommand => ({
    run: async () => ({ code: 0, stdout: '', stderr: '', problem: null, ...result }),
    lines: () => ({ stop() {} }),
  })
  const cut = (platform: NodeJS.Platform, result: Partial<CommandResult> = {}) =>
    createNetworkCut(answer(result), platform)['network.cut']({ cut: true })
  test('says honestly what it could do', async () => {
    expect(await cut('linux')).toEqual({ state: 'cut', reason: null })
    expect(await cut('linux', { code: 4 })).toEqual({ state: 'not-possible', reason: 'no-rights' })
    expect(await cut('linux', { code: null, problem: 'not-found' })).toEqual({
      state: 'not-possible',
      reason: 'no-tool',
    })
    expect(await cut('darwin')).toEqual({ state: 'cut', reason: 'cable-stays' })
    expect(await cut('win32')).toEqual({ state: 'not-possible', reason: 'no-rights' })
  })
  test('puts it back', async () => {
    expect(await createNetworkCut(answer({}), 'linux')['network.cut']({ cut: false })).toEqual({
      state: 'connected',
      reason: null,
    })
  })
})

test('an exercise is marked as one, and its record keeps times and names', () => {
  const record = recordStore()
  const alerts = new Map<string, Alert>()
  const drills = createDrills({
    record,
    now,
    alertOf: (id) => alerts.get(id) ?? null,
    close: (id) => alerts.set(id, { ...alerts.get(id)!, state: 'closed' }),
    raise: (finding: Finding, drill) => {
      const alert = sampleAlert({ ...finding, id: 'd1', drill })
      alerts.set(alert.id, alert)
      return alert
    },
  })
  const started = drills['drill.start']({ situation: 'ransomware' }) as { id: string }
  expect(alerts.get('d1')).toMatchObject({ drill: true, severity: 'urgent' })
  expect(cardOf(alerts.get('d1')!, createText('ja')).title).toMatch(/^【訓練】/)
  const done = drills['drill.finish']({
    id: started.id,
    attended: ['髙橋', '田中'],
    steps: [{ text: 'LANケーブルをぬく', answer: 'done', seconds: 42 }],
  })
  expect(done).toMatchObject({ situation: 'ransomware', attended: ['髙橋', '田中'] })
  expect(record.read('d1').entries.map((e) => [e.type, e.who])).toEqual([
    ['tick', '髙橋、田中'],
    ['closed', '髙橋、田中'],
  ])
  alerts.set('real', sampleAlert({ id: 'real' }))
  expect(() => drills['drill.finish']({ id: 'real', attended: [], steps: [] })).toThrow()
})
