import { mkdtempSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { createEvidenceMoment } from '../../../main/core/evidence-moment.ts'
import { sampleAlert } from '../../fakes/samples.ts'

const make = (system: () => Promise<Record<string, unknown>>) => {
  const folder = mkdtempSync(join(tmpdir(), 'otasuke-moment-'))
  const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() }
  let second = 0
  const now = () => new Date(Date.UTC(2026, 10, 23, 1, 0, second++)).toISOString()
  return { folder, log, moment: createEvidenceMoment({ folder, system, now, log: log as never }) }
}

test('what ran when something urgent was found is kept once, and read again', async () => {
  const system = vi.fn(async () => ({ programs: [{ name: 'evil' }] }))
  const { moment } = make(system)
  const announced = vi.fn()
  const announce = moment.announcing(announced)
  announce({ alert: sampleAlert({ id: 'a1' }) })
  announce({ alert: sampleAlert({ id: 'a1' }) })
  await vi.waitFor(() => expect(moment.read('a1')).toMatchObject({ programs: [{ name: 'evil' }] }))
  expect(system).toHaveBeenCalledTimes(1)
  expect(announced).toHaveBeenCalledTimes(2)
})

test('exercises and lesser matters are not looked at; a bad id leads nowhere', () => {
  const system = vi.fn(async () => ({}))
  const { moment } = make(system)
  moment.see(sampleAlert({ id: 'd', drill: true }))
  moment.see(sampleAlert({ id: 'n', severity: 'notice' }))
  moment.see(sampleAlert({ id: '../../x' }))
  expect(system).not.toHaveBeenCalled()
  expect(moment.read('../../etc/passwd')).toBeNull()
})

test('only the newest twenty are kept, and a failed look is written to the log', async () => {
  const { moment, folder } = make(async () => ({}))
  for (let i = 0; i < 22; i++) {
    moment.see(sampleAlert({ id: `a${i}` }))
    await vi.waitFor(() => expect(moment.read(`a${i}`)).not.toBeNull())
  }
  await vi.waitFor(() => expect(readdirSync(join(folder, 'moments'))).toHaveLength(20))
  expect(moment.read('a0')).toBeNull()
  const bad = make(() => Promise.reject(new Error('no rights')))
  bad.moment.see(sampleAlert())
  await vi.waitFor(() => expect(bad.log.error).toHaveBeenCalled())
})
