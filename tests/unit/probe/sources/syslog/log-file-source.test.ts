import { appendFileSync, chmodSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import iconv from 'iconv-lite'
import { expect, test } from 'vitest'
import type { NetworkDeviceEvent } from '../../../../../main/contract/event.ts'
import { createLogFileSource } from '../../../../../main/probe/sources/syslog/log-file-source.ts'
import { createManualClock } from '../../../../fakes/manual-clock.ts'
import { createSourceBench } from '../../../../fakes/source-bench.ts'

const setUp = () => {
  const folder = mkdtempSync(join(tmpdir(), 'otasuke-utm-log-'))
  const clock = createManualClock()
  const settings = { enabled: true, paths: [folder] }
  const bench = createSourceBench({ clock })
  const source = createLogFileSource({ settings: () => settings, offsetMinutes: () => 540 })
  const line = (n: number) =>
    `action=blocked srcip=203.0.113.9 dstip=192.168.1.${n} srcport=4000 dstport=22\n`
  const seen = () => bench.events.map((e) => Number((e as NetworkDeviceEvent).dst.address?.split('.').at(-1)))
  const at = (name: string) => join(folder, name)
  return { folder, clock, settings, bench, source, line, seen, at, look: () => clock.advance(5_000) }
}

test('a folder: old lines are left, new lines and new files are read, also in folders below', async () => {
  const { bench, source, line, seen, at, look } = setUp()
  writeFileSync(at('utm.log'), line(1))
  await source.start(bench.context)
  expect(bench.states).toEqual([{ state: 'watching', reason: null }])
  appendFileSync(at('utm.log'), line(2))
  mkdirSync(at('fw'))
  writeFileSync(at('fw/second.log'), line(3))
  writeFileSync(at('utm.log.3.gz'), line(99))
  await look()
  appendFileSync(at('fw/second.log'), line(4))
  await look()
  await source.stop()
  expect(seen().sort()).toEqual([2, 3, 4])
  expect(bench.events[0]).toMatchObject({ source: 'network-log', action: 'blocked' })
})

test('nothing is read twice or missed through a stop, both kinds of rotation, and a new start', async () => {
  const { bench, source, line, seen, at, look } = setUp()
  writeFileSync(at('utm.log'), '')
  await source.start(bench.context)
  appendFileSync(at('utm.log'), line(1))
  await look()
  await source.stop()
  appendFileSync(at('utm.log'), line(2))
  renameSync(at('utm.log'), at('utm.log-20261123'))
  writeFileSync(at('utm.log'), line(3))
  await source.start(bench.context)
  await look()
  appendFileSync(at('utm.log'), line(4))
  renameSync(at('utm.log'), at('utm.log.1'))
  writeFileSync(at('utm.log'), line(5))
  await look()
  await look()
  await source.stop()
  await source.start(bench.context)
  await source.stop()
  expect(seen().sort()).toEqual([1, 2, 3, 4, 5])
})

test('a file that is missing or not for this user is told, and read when it comes', async () => {
  const { bench, source, settings, line, seen, at, look } = setUp()
  settings.paths = [at('later.log')]
  await source.start(bench.context)
  expect(bench.states.at(-1)).toMatchObject({ state: 'cannot', reason: { code: 'log-missing' } })
  writeFileSync(at('later.log'), line(7))
  await look()
  expect(bench.states.at(-1)).toEqual({ state: 'watching', reason: null })
  expect(seen()).toEqual([7])
  rmSync(at('later.log'))
  await look()
  expect(bench.states.at(-1)).toMatchObject({ state: 'cannot' })
  settings.enabled = false
  await look()
  expect(bench.states.at(-1)).toMatchObject({ state: 'stopped', reason: { code: 'utm-off' } })
  await source.stop()
})

test.skipIf(process.platform === 'win32' || process.getuid?.() === 0)(
  'no rights are told as such',
  async () => {
    const { bench, source, settings, at } = setUp()
    writeFileSync(at('mine.log'), '')
    chmodSync(at('mine.log'), 0)
    settings.paths = [at('mine.log')]
    await source.start(bench.context)
    expect(bench.states.at(-1)).toMatchObject({ state: 'cannot', reason: { code: 'no-permission' } })
    await source.stop()
  },
)

test('Shift_JIS of older devices and a damaged bookmark', async () => {
  const { clock, source, at, look } = setUp()
  const bench = createSourceBench({ clock, mark: { paths: 7, files: [null, 'x'], renamed: 1 } })
  await source.start(bench.context)
  writeFileSync(at('sjis.log'), iconv.encode('action=blocked srcip=203.0.113.9 user="経理"\n', 'shift_jis'))
  await look()
  await source.stop()
  expect(bench.events).toMatchObject([{ user: '経理', action: 'blocked' }])
})
