import { createHash, randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { createRecordStore, recordEndMigration, recordMigration } from '../../../main/alerts/record-store.ts'
import type { Alert } from '../../../main/contract/alert.ts'
import type { KeptAttachment } from '../../../main/contract/attachment.ts'
import { createText } from '../../../main/contract/text.ts'
import { createEvidencePack } from '../../../main/core/evidence-pack.ts'
import { hideNames } from '../../../main/core/personal-names.ts'
import { migrate, openDatabase } from '../../../main/ports/database.ts'
import { sampleRequest } from '../../fakes/page-states.ts'
import { sampleAlert, sampleSnapshot } from '../../fakes/samples.ts'

const recordStore = () => {
  const { db } = openDatabase(':memory:')
  migrate(db, [recordMigration, recordEndMigration])
  return createRecordStore(db)
}
let looks = 0
const system = async (): Promise<Record<string, unknown>> => ({
  programs: [{ name: 'EXCEL.EXE', path: 'C:\\Users\\sato\\AppData\\x.exe', user: 'sato', look: ++looks }],
  connections: [{ peerAddress: '203.0.113.7', program: 'evil.exe' }],
  users: [{ user: 'sato', tty: 'console' }],
  autostart: { 'run-keys': [{ name: 'OneDrive', details: { command: '"C:\\Users\\sato\\one.exe"' } }] },
})
const make = (over: { system?: typeof system } = {}) => {
  const kept: { name: string; bytes: Uint8Array }[] = []
  const sent: { alert: Alert; files: readonly KeptAttachment[]; text: string }[] = []
  const pack = createEvidencePack({
    snapshot: () => sampleSnapshot(),
    alertOf: (id) => (id === 'alert-1' ? sampleAlert({ facts: { firstFile: '給与.xlsx' } }) : null),
    record: recordStore(),
    system: over.system ?? system,
    momentOf: () => ({
      takenAt: 't',
      programs: [{ path: '/home/tanaka/run.sh' }],
      users: [{ user: 'tanaka' }],
    }),
    now: () => '2026-11-23T02:00:00.000Z',
    newId: () => `listing-${looks}`,
    text: () => createText('ja'),
    keep(what, bytes) {
      kept.push({ name: what.name, bytes })
      return { id: 'k1', ...what, size: bytes.length, sha256: 'f' }
    },
    send(alert, files, text) {
      sent.push({ alert, files, text })
      return sampleRequest({ id: 'r1' })
    },
  })
  return { pack, kept, sent }
}
const unpacked = (base64: string) => unzipSync(Buffer.from(base64, 'base64'))

describe('the evidence pack', () => {
  test('lists every part with its size, readable; autostart, programs and the moment are there', async () => {
    const { items } = await make().pack['evidence.list']({ alertId: 'alert-1' })
    for (const i of items) expect(i.size).toBe(Buffer.byteLength(i.text))
    const open = items.filter((i) => !i.personal).map((i) => i.name)
    for (const name of ['alert', 'programs', 'connections', 'autostart', 'moment', 'versions', 'checks'])
      expect(open).toContain(`${name}.json`)
    expect(items.filter((i) => i.personal).map((i) => i.name)).toEqual([
      'alert-details.json',
      'record.json',
      'users.json',
    ])
  })

  test('no name of a person and no file of theirs is in what is chosen by itself', async () => {
    const { items } = await make().pack['evidence.list']({ alertId: 'alert-1' })
    const open = JSON.stringify(items.filter((i) => !i.personal))
    expect(open).not.toMatch(/給与|sato|tanaka/)
    expect(open).toContain('one.exe')
    expect(open).toContain('203.0.113.7')
  })

  test('packs exactly what was read, whatever runs by then, with hashes that fit', async () => {
    const { pack } = make()
    const { listing, items } = await pack['evidence.list']({ alertId: 'alert-1' })
    await system()
    const { base64 } = await pack['evidence.pack']({ listing, names: ['programs.json', 'versions.json'] })
    const files = unpacked(base64)
    expect(Object.keys(files).sort()).toEqual(['manifest.json', 'programs.json', 'versions.json'])
    expect(strFromU8(files['programs.json']!)).toBe(items.find((i) => i.name === 'programs.json')?.text)
    const manifest = JSON.parse(strFromU8(files['manifest.json']!)) as {
      items: { name: string; sha256: string; size: number }[]
    }
    for (const { name, sha256, size } of manifest.items) {
      expect(createHash('sha256').update(files[name]!).digest('hex')).toBe(sha256)
      expect(files[name]!.length).toBe(size)
    }
  })

  test('sends the same bytes that it would keep, and says with which request', async () => {
    const { pack, kept, sent } = make()
    const { listing } = await pack['evidence.list']({ alertId: 'alert-1' })
    const out = await pack['evidence.send']({ listing, names: ['alert.json'] })
    expect(out).toMatchObject({ requestId: 'r1', size: kept[0]!.bytes.length })
    expect(Object.keys(unzipSync(kept[0]!.bytes)).sort()).toEqual(['alert.json', 'manifest.json'])
    expect(sent[0]).toMatchObject({ alert: { id: 'alert-1' }, files: [{ id: 'k1', kind: 'evidence' }] })
  })

  test('more than 10 MB is refused and nothing is kept', async () => {
    const noise = () => randomBytes(8 * 1024 * 1024).toString('base64')
    const { pack, kept } = make({ system: async () => ({ programs: noise(), connections: noise() }) })
    const { listing } = await pack['evidence.list']({ alertId: 'alert-1' })
    const names = ['programs.json', 'connections.json']
    expect(() => pack['evidence.send']({ listing, names })).toThrow(/10 MB/)
    expect(kept).toEqual([])
  })

  test('of what is not there or not remembered, nothing is packed', async () => {
    const { pack } = make()
    await expect(pack['evidence.list']({ alertId: 'x' })).rejects.toMatchObject({ code: 'not-found' })
    expect(() => pack['evidence.pack']({ listing: 'old', names: ['alert.json'] })).toThrow()
    const { listing } = await pack['evidence.list']({ alertId: 'alert-1' })
    expect(() => pack['evidence.pack']({ listing, names: ['../../secret'] })).toThrow(/nothing/)
  })
})

describe('hiding names', () => {
  test.each([
    ['C:\\Users\\山田 花子\\Desktop\\a.exe', 'C:\\Users\\[user]\\Desktop\\a.exe'],
    ['"C:\\\\Users\\\\yamada\\\\x"', '"C:\\\\Users\\\\[user]\\\\x"'],
    ['/home/yamada/.config', '/home/[user]/.config'],
    ['/Users/yamada', '/Users/[user]'],
    ['C:\\Users\\Public\\x', 'C:\\Users\\Public\\x'],
    ['runs as yamada, not yamadasan', 'runs as [user], not yamadasan'],
    ['/usr/sbin/sshd', '/usr/sbin/sshd'],
  ])('%s → %s', (text, hidden) => {
    expect(hideNames({ a: [text] }, ['yamada'])).toEqual({ a: [hidden] })
  })

  test('whatever the name, it stands in no home folder afterwards, and the shape stays', () => {
    const name = fc.stringMatching(/^[a-z][a-z0-9]{3,12}$/).filter((n) => !/^(user|root|system|home)/.test(n))
    fc.assert(
      fc.property(name, fc.constantFrom('C:\\Users\\', '/home/', '/Users/'), (who, base) => {
        const out = hideNames({ path: `${base}${who}/doc`, list: [{ user: who }], n: 1 }, [who]) as {
          n: number
        }
        expect(JSON.stringify(out)).not.toContain(`"${who}"`)
        expect(JSON.stringify(out)).not.toContain(`${who}/doc`)
        expect(out.n).toBe(1)
      }),
    )
  })
})
