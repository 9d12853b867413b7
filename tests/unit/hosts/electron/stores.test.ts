import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { defaultSettings } from '../../../../main/contract/settings.ts'
import { createSafeSecrets } from '../../../../main/hosts/electron/secrets.ts'
import { createFileSecrets } from '../../../../main/ports/file-secrets.ts'
import { silentLog } from '../../../../main/ports/log.ts'
import { openSettings } from '../../../../main/ports/settings-store.ts'
import { createFakeElectron } from '../../../fakes/electron/electron.ts'
import { installFakeElectron } from '../../../fakes/electron/hooks.ts'

const fake = createFakeElectron()
fake.becomeReady()
installFakeElectron(fake.electron)
const { openElectronSettings } = await import('../../../../main/hosts/electron/settings-store.ts')
const { openWindowMemory } = await import('../../../../main/hosts/electron/window-memory.ts')

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'otasuke-stores-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('settings through electron-store', () => {
  test('the headless host reads what the desktop wrote, and the other way round', () => {
    openElectronSettings(folder).write({ ...defaultSettings, phone: '06-1', textSize: 150 })
    expect(openSettings(folder).read()).toMatchObject({ phone: '06-1', textSize: 150 })
    openSettings(folder).write({ ...defaultSettings, phone: '06-2' })
    expect(openElectronSettings(folder).read().phone).toBe('06-2')
  })
  test('a damaged file is put aside with its date and the usual settings are used', () => {
    writeFileSync(join(folder, 'config.json'), '{"phone": "06-')
    const store = openElectronSettings(folder, Date.UTC(2026, 10, 23, 1, 2, 3))
    expect(store.read()).toEqual(defaultSettings)
    expect(store.putAside).toBe(join(folder, 'config.json.damaged-20261123-010203'))
    expect(readFileSync(store.putAside ?? '', 'utf8')).toBe('{"phone": "06-')
  })
  test.skipIf(process.platform === 'win32')('only this user may read the file', () => {
    openElectronSettings(folder).write(defaultSettings)
    expect(statSync(join(folder, 'config.json')).mode & 0o077).toBe(0)
  })
})

describe('the place of the window', () => {
  test('is kept; a damaged file is forgotten', () => {
    const place = { x: 1, y: 2, width: 800, height: 600 }
    openWindowMemory(folder).write(place)
    expect(openWindowMemory(folder).read()).toEqual(place)
    writeFileSync(join(folder, 'window.json'), '{')
    expect(openWindowMemory(folder).read()).toBeNull()
    writeFileSync(join(folder, 'window.json'), '{"place":{"x":"1"}}')
    expect(openWindowMemory(folder).read()).toBeNull()
  })
})

describe('secrets', () => {
  const open = () =>
    createSafeSecrets(fake.electron.safeStorage, createFileSecrets(join(folder, 's.json')), silentLog)
  test('lie encrypted on the disk', () => {
    open().set('token', 'geheim')
    expect(open().get('token')).toBe('geheim')
    expect(readdirSync(folder)).toEqual(['s.json'])
    expect(readFileSync(join(folder, 's.json'), 'utf8')).not.toContain('geheim')
  })
  test('a secret of another key counts as missing; one from the headless host can be read', () => {
    const file = createFileSecrets(join(folder, 's.json'))
    file.set('foreign', `safe:${Buffer.from('other').toString('base64')}`)
    file.set('plain', 'x')
    expect([open().get('foreign'), open().get('plain'), open().get('none')]).toEqual([null, 'x', null])
  })
})
