import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { crashReportsSchema } from '../../../main/contract/crash-report.ts'
import type { HelpRequest } from '../../../main/contract/request.ts'
import { createCrashDesk } from '../../../main/core/crash-desk.ts'
import { type CrashReports, crashLimits, openCrashReports } from '../../../main/ports/crash-reports.ts'

let top = ''
let now = 0
beforeEach(() => {
  now = Date.UTC(2026, 10, 25, 1, 2, 3)
  top = mkdtempSync(join(tmpdir(), 'otasuke-crash-'))
})
afterEach(() => rmSync(top, { recursive: true, force: true }))
const open = () =>
  openCrashReports({ data: top, dumps: join(top, 'dumps'), version: '1.0.0', now: () => now })
const dump = (name: string, bytes = 100) => {
  mkdirSync(join(top, 'dumps/completed'), { recursive: true })
  writeFileSync(join(top, 'dumps/completed', name), 'x'.repeat(bytes))
}

const kept: string[] = []
const crashDesk = (crashes: CrashReports) =>
  createCrashDesk({
    crashes,
    home: '/home/hanako',
    keep({ kind, name }, bytes) {
      kept.push(Buffer.from(bytes).toString())
      return { id: 'file', kind, name, size: bytes.length, sha256: '' }
    },
    send: (file) => ({ id: 'request', receipt: file.name }) as HelpRequest,
  })

test('a note says what ended and why, and is listed with Electron’s memory images', () => {
  const crashes = open()
  expect(crashes.list()).toEqual([])
  crashes.note('page', 'crashed (5)', 'stack')
  dump('6f1c-22.dmp', 321)
  writeFileSync(join(top, 'dumps/completed/settings.dat'), 'not a report')
  const reports = crashes.list()
  expect(crashReportsSchema.parse({ reports }).reports).toHaveLength(2)
  expect(reports).toContainEqual({
    id: '2026-11-25T01-02-03.000Z-page.txt',
    at: '2026-11-25T01:02:03.000Z',
    part: 'page',
    bytes: expect.any(Number),
    text: `2026-11-25T01:02:03.000Z\notasuke-tray 1.0.0 ${process.platform}-${process.arch} node ${process.versions.node}\npart: page\nreason: crashed (5)\nstack\n`,
  })
  expect(reports).toContainEqual(expect.objectContaining({ id: '6f1c-22.dmp', part: 'system', bytes: 321 }))
})
test('deleting takes exactly one, and an id never leaves the folders', () => {
  const crashes = open()
  crashes.note('probe', 'killed')
  dump('a.dmp')
  writeFileSync(join(top, 'kept.txt'), 'kept')
  crashes.remove('../kept.txt')
  expect(crashes.fileOf('../kept.txt')).toBeNull()
  expect(readFileSync(join(top, 'kept.txt'), 'utf8')).toBe('kept')
  crashes.remove('a.dmp')
  expect(crashes.list().map((r) => r.part)).toEqual(['probe'])
})
test('they never fill the disk', () => {
  const crashes = open()
  for (let i = 0; i < 9; i++) dump(`d${i}.dmp`)
  for (let i = 0; i < crashLimits.notes + 10; i++) {
    now += 1000
    crashes.note('probe', `death ${i}`, 'y'.repeat(50_000))
  }
  expect(readdirSync(join(top, 'crash-reports'))).toHaveLength(crashLimits.notes)
  expect(readdirSync(join(top, 'dumps/completed'))).toHaveLength(crashLimits.dumps)
  const newest = crashes.list().find((r) => r.part === 'probe')
  expect(newest?.text).toMatch(/death 39/)
  expect(newest?.text.length).toBeLessThan(crashLimits.text + 300)
})
test('a folder that cannot be made costs the note, not the app', () => {
  writeFileSync(join(top, 'crash-reports'), 'a file in the way')
  const crashes = open()
  crashes.note('app', 'boom')
  expect(crashes.list()).toEqual([])
})
test('what a page reads names no user and no secret', () => {
  const crashes = open()
  crashes.note('app', 'Error: login', 'at /home/hanako/x.ts password=geheim1')
  const [report] = (crashDesk(crashes)['crash.list'](null) as { reports: { text: string }[] }).reports
  expect(report?.text).toContain('at ~/x.ts')
  expect(report?.text).not.toMatch(/hanako|geheim1/)
})
test('what is sent is exactly what was read; an image of the memory never goes', () => {
  const crashes = open()
  crashes.note('app', 'Error: login', 'at /home/hanako/x.ts password=geheim1')
  dump('a.dmp')
  const desk = crashDesk(crashes)
  const { reports } = desk['crash.list'](null) as { reports: { id: string; text: string }[] }
  const note = reports.find((r) => r.text !== '')
  kept.length = 0
  expect(desk['crash.send']({ id: note?.id ?? '' })).toEqual({
    requestId: 'request',
    receipt: 'crash-2026-11-25T01-02-03.000Z-app.txt',
  })
  expect(kept).toEqual([note?.text])
  expect(() => desk['crash.send']({ id: 'a.dmp' })).toThrow(/image of the memory/)
  expect(() => desk['crash.send']({ id: '../x' })).toThrow(/no such report/)
  expect(kept).toHaveLength(1)
})
