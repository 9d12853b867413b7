import { expect, test } from 'vitest'
import type { Platform } from '../../../../main/probe/checks/check.ts'
import { goodMac, plist } from '../../../fakes/checks/good-mac.ts'
import { goodWindows } from '../../../fakes/checks/good-windows.ts'
import { ask, madeUpWorld, type Tools, windowsTools } from '../../../fakes/checks/world.ts'

const platforms: readonly Platform[] = ['win32', 'darwin', 'linux']
const bare = '-----BEGIN DSA PRIVATE KEY-----\nMIIB\n-----END DSA PRIVATE KEY-----\n'
const sealed = '-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\nAAAA\n'
const app = { version: '1.0.0', latest: '1.0.1', autostart: false, sources: [] }
const blind = { id: 'x', state: 'cannot' as const, reason: null, since: '', events: 0, dropped: 0 }

/** Checks that work alike on every system, on each of them. */
test.each(platforms)('%s: room on the disk', async (platform) => {
  const withSpace = (size: number, free: number) => ({
    ...madeUpWorld(platform, {}),
    space: () => ({ size, free }),
  })
  expect(await ask(platform, 'disk-space', withSpace(500e9, 9e9))).toBe('mend:full')
  expect(await ask(platform, 'disk-space', withSpace(500e9, 10e9))).toBe('good')
  // A small disk with a tenth of it free is not full.
  expect(await ask(platform, 'disk-space', withSpace(32e9, 4e9))).toBe('good')
})

test.each(platforms)('%s: this app', async (platform) => {
  const old = madeUpWorld(platform, { app: { ...app, sources: [blind] } })
  expect(await ask(platform, 'app-version', old)).toBe('mend:old')
  expect(await ask(platform, 'app-autostart', old)).toBe('mend:off')
  expect(await ask(platform, 'app-watchers', old)).toBe('mend:blind')
  const fine = madeUpWorld(platform, {
    app: { ...app, latest: '1.0.0', autostart: true, sources: [{ ...blind, state: 'watching' }] },
  })
  for (const id of ['app-version', 'app-autostart', 'app-watchers'])
    expect(await ask(platform, id, fine)).toBe('good')
})

test.each(platforms)('%s: SSH keys', async (platform) => {
  const worldWith = (text: string, pub = '') => {
    const files = { '/home/hanako/.ssh/id': text, ...(pub && { '/home/hanako/.ssh/id.pub': pub }) }
    const world = madeUpWorld('linux', { files })
    return { ...world, platform }
  }
  expect(await ask(platform, 'ssh-key-passphrase', worldWith(bare))).toBe('mend:none')
  expect(await ask(platform, 'ssh-key-strength', worldWith(bare))).toBe('mend:weak')
  const blob = Buffer.concat([Buffer.from([0, 0, 0, 11]), Buffer.from('ssh-ed25519'), Buffer.alloc(36)])
  const strong = worldWith(sealed, `ssh-ed25519 ${blob.toString('base64')} hanako`)
  expect(await ask(platform, 'ssh-key-passphrase', strong)).toBe('good')
  expect(await ask(platform, 'ssh-key-strength', strong)).toBe('good')
})

test('PowerShell that printed everything and then ended with an error is not believed', async () => {
  const stdout = String(windowsTools(goodWindows)['powershell.exe'])
  const world = madeUpWorld('win32', { tools: { 'powershell.exe': { code: 1, stdout } } })
  expect(await ask('win32', 'firewall', world)).toBe('unknown:tool-failed')
})

test('a proxy that was there from the beginning stays a question', async () => {
  const proxy = { on: 1, server: 'proxy.example:8080', script: null }
  const world = madeUpWorld('win32', { tools: windowsTools({ ...goodWindows, proxy }) })
  expect(await ask('win32', 'proxy', world, { first: 'proxy.example:8080' })).toBe('unknown:proxy-not-known')
})

test('macOS that asks for the password only after ten minutes', async () => {
  const tools: Tools = {
    ...goodMac,
    sysadminctl: { stderr: 'sysadminctl[1:2] screenLock delay is 600 seconds' },
  }
  expect(await ask('darwin', 'wake-password', madeUpWorld('darwin', { tools }))).toBe('mend:off')
})

test('of several copies the newest counts', async () => {
  const dates = ['2026-01-01T00:00:00Z', '2026-11-22T00:00:00Z', '2026-05-01T00:00:00Z'].map((date) => ({
    date,
  }))
  const timeMachine = plist({ Destinations: [{ SnapshotDates: dates }, { SnapshotDates: [] }] })
  const tools = { ...goodMac, 'defaults export /Library/Preferences/com.apple.TimeMachine -': timeMachine }
  expect(await ask('darwin', 'backup-recent', madeUpWorld('darwin', { tools }))).toBe('good')
  const windows = windowsTools({ ...goodWindows, backup: { ...goodWindows.backup, wbAt: 0 } })
  expect(await ask('win32', 'backup-recent', madeUpWorld('win32', { tools: windows }))).toBe('good')
})
