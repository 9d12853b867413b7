import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createRecordStore, recordEndMigration, recordMigration } from '../../../main/alerts/record-store.ts'
import { createText } from '../../../main/contract/text.ts'
import { createNetworkCut } from '../../../main/core/network-cut.ts'
import { connectedWifi } from '../../../main/core/network-ways.ts'
import { migrate, openDatabase } from '../../../main/ports/database.ts'
import type { CommandResult, RunCommand } from '../../../main/ports/run-command.ts'

const done: CommandResult = { code: 0, stdout: '', stderr: '', problem: null }
const at = '2026-11-23T02:00:00.000Z'
const recordStore = () => {
  const { db } = openDatabase(':memory:')
  migrate(db, [recordMigration, recordEndMigration])
  return createRecordStore(db)
}
/** A PC whose tools answer as told; `calls` holds what was started. */
const pc = (
  platform: NodeJS.Platform,
  answer: (file: string, args: readonly string[]) => Partial<CommandResult> = () => ({}),
  given: { folder?: string; connected?: () => boolean; record?: ReturnType<typeof recordStore> } = {},
) => {
  const calls: string[] = []
  const run: RunCommand = {
    async run(file, args) {
      calls.push([file, ...args].join(' '))
      return { ...done, ...answer(file, args) }
    },
    lines: () => ({ stop() {} }),
  }
  const folder = given.folder ?? mkdtempSync(join(tmpdir(), 'otasuke-cut-'))
  const record = given.record ?? recordStore()
  const ask = createNetworkCut({
    run,
    platform,
    folder,
    record,
    now: () => at,
    text: () => createText('ja'),
    connected: given.connected ?? (() => false),
    wait: async () => {},
  })['network.cut']
  const cut = (on: boolean | null, alertId: string | null = null) => ask({ cut: on, alertId })
  return { cut, calls, folder, record }
}

// system_profiler SPAirPortDataType -json, macOS 14, shortened.
const airport = (connected: boolean) =>
  JSON.stringify({
    SPAirPortDataType: [
      {
        spairport_airport_interfaces: [
          {
            _name: 'en1',
            spairport_status_information: 'spairport_status_connected',
            ...(connected ? { spairport_current_network_information: { _name: '会社のWi-Fi' } } : {}),
          },
          { _name: 'awdl0', spairport_current_network_information: undefined },
        ],
      },
    ],
  })
const card = '{4D36E972-E325-11CE-BFC1-08002BE10318}'

test('on Linux it is done, and looked at whether it worked', async () => {
  const { cut, calls } = pc('linux')
  expect(await cut(true)).toEqual({ state: 'cut', reason: null, since: at })
  expect(calls).toEqual(['nmcli networking off'])
  const docker = pc('linux', undefined, { connected: () => true })
  expect(await docker.cut(true)).toMatchObject({ state: 'cut', reason: 'some-stay' })
})

test('what the user may not do is said, and nothing is remembered as cut', async () => {
  const refused = pc('linux', () => ({ code: 4 }))
  expect(await refused.cut(true)).toEqual({ state: 'not-possible', reason: 'no-rights', since: null })
  expect(await refused.cut(null)).toEqual({ state: 'connected', reason: null, since: null })
  const bare = pc('linux', () => ({ code: null, problem: 'not-found' }))
  expect(await bare.cut(true)).toMatchObject({ state: 'not-possible', reason: 'no-tool' })
  expect(await pc('aix').cut(true)).toMatchObject({ state: 'not-possible', reason: 'no-tool' })
})

test('on a Mac exactly the connected Wi-Fi card is switched, and the cable is said to stay', async () => {
  const { cut, calls } = pc('darwin', (file) => ({
    stdout: file === 'system_profiler' ? airport(true) : '',
  }))
  expect(await cut(true)).toMatchObject({ state: 'cut', reason: 'cable-stays' })
  expect(await cut(false)).toEqual({ state: 'connected', reason: null, since: null })
  expect(calls.slice(1)).toEqual([
    'networksetup -setairportpower en1 off',
    'networksetup -setairportpower en1 on',
  ])
  const off = pc('darwin', () => ({ stdout: airport(false) }))
  expect(await off.cut(true)).toMatchObject({ state: 'not-possible', reason: 'nothing-found' })
  expect(connectedWifi('{"SPAirPortDataType":')).toEqual([])
})

test('on Windows only the cards that went off come back, by their ids', async () => {
  const { cut, calls } = pc('win32', (_, args) => ({
    stdout: args.at(-1)?.includes('Disable') ? `${card}\r\n` : '',
  }))
  expect(await cut(true)).toMatchObject({ state: 'cut' })
  expect(await cut(false)).toMatchObject({ state: 'connected' })
  expect(calls[1]).toContain(`-in @('${card}')}|Enable-NetAdapter`)
  // A plain user: the cmdlet is refused, the script ends with 1.
  const plain = pc('win32', () => ({ code: 1 }))
  expect(await plain.cut(true)).toMatchObject({ state: 'not-possible', reason: 'no-rights' })
  // One card went off before the next was refused: it must be possible to put it back.
  const half = pc('win32', (_, args) =>
    args.at(-1)?.includes('Disable') ? { code: 1, stdout: `${card}\n` } : {},
  )
  expect(await half.cut(true)).toMatchObject({ state: 'cut' })
})

test('it can be put back after a restart, and a failed try keeps it in mind', async () => {
  const first = pc('linux')
  await first.cut(true)
  const second = pc('linux', () => ({ code: 4 }), { folder: first.folder })
  expect(await second.cut(null)).toEqual({ state: 'cut', reason: null, since: at })
  expect(await second.cut(false)).toEqual({ state: 'not-possible', reason: 'no-rights-back', since: at })
  const third = pc('linux', () => ({}), { folder: first.folder })
  expect(await third.cut(false)).toEqual({ state: 'connected', reason: null, since: null })
  expect(await pc('linux', () => ({}), { folder: first.folder }).cut(null)).toMatchObject({ since: null })
})

test('what this app did not cut it does not put back', async () => {
  const { cut, calls } = pc('linux')
  expect(await cut(false)).toEqual({ state: 'not-possible', reason: 'not-ours', since: null })
  expect(calls).toEqual([])
})

test('both are written into the record of the incident', async () => {
  const record = recordStore()
  record.add('a1', { at, step: 'report', type: 'found', who: '', facts: {} })
  const { cut } = pc('linux', undefined, { record })
  await cut(true, 'a1')
  await cut(false, 'a1')
  await cut(true, 'nobody')
  expect(
    record
      .read('a1')
      .entries.slice(1)
      .map((e) => e.facts.text),
  ).toEqual(['アプリでネットから切り離しました。', 'アプリでネットにつなぎ直しました。'])
  expect(record.read('nobody').entries).toEqual([])
})
