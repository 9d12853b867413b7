import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { defaultSettings, settingsPatchSchema } from '../../../main/contract/settings.ts'
import { openSettings } from '../../../main/ports/settings-store.ts'

const folder = () => mkdtempSync(join(tmpdir(), 'otasuke-settings-'))

test('what was written is read again, also by the next start', () => {
  const dir = folder()
  openSettings(dir).write({ ...defaultSettings, phone: '06-0000-0000' })
  expect(openSettings(dir).read().phone).toBe('06-0000-0000')
})

test('a damaged file is put aside, said, and the defaults are used', () => {
  const dir = folder()
  writeFileSync(join(dir, 'config.json'), '{"language": "e')
  const store = openSettings(dir, Date.UTC(2026, 10, 23, 1, 2, 3))
  expect(store.read()).toEqual(defaultSettings)
  expect(store.putAside).toBe(join(dir, 'config.json.damaged-20261123-010203'))
  expect(readdirSync(dir)).toContain('config.json.damaged-20261123-010203')
})

test('one bad value costs only itself', () => {
  const dir = folder()
  writeFileSync(join(dir, 'config.json'), JSON.stringify({ language: 'xx', phone: '110', textSize: 150 }))
  expect(openSettings(dir).read()).toEqual({ ...defaultSettings, phone: '110', textSize: 150 })
})

test('a change of one setting leaves the others out', () => {
  expect(settingsPatchSchema.parse({ phone: '1' })).toEqual({ phone: '1' })
  expect(settingsPatchSchema.safeParse({ textSize: 9 }).success).toBe(false)
})
