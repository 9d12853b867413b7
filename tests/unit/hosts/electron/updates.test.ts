import { generateKeyPairSync } from 'node:crypto'
import { EventEmitter } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { UpdateInfo } from 'electron-updater'
import { afterEach, describe, expect, test } from 'vitest'
import { isSignedUpdate, updateBytes } from '../../../../main/hosts/electron/signed-update.ts'
import { createUpdates, type UpdatesOptions } from '../../../../main/hosts/electron/updates.ts'
import { silentLog } from '../../../../main/ports/log.ts'
import { signFile } from '../../../../main/ports/signed-file.ts'
import type { TrayState } from '../../../../main/present/tray-state.ts'
import { startFakeDesktop, until } from '../../../fakes/electron/desktop.ts'
import { createManualClock } from '../../../fakes/manual-clock.ts'
import { sampleAlert } from '../../../fakes/samples.ts'

const pair = generateKeyPairSync('ed25519')
const publicKey = pair.publicKey.export({ type: 'spki', format: 'pem' }).toString()
const secret = pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
const update = (version: string): UpdateInfo => {
  const info = {
    version,
    files: [{ url: `Setup-${version}.exe`, sha512: 'abc' }],
    path: '',
    sha512: '',
    releaseDate: '',
  }
  return Object.assign(info, { otasukeSignature: signFile('update', updateBytes(info), 1, secret) })
}

/** What electron-updater does at its surface. */
const fakeUpdater = () =>
  Object.assign(new EventEmitter(), {
    autoDownload: false,
    autoInstallOnAppQuit: true,
    allowDowngrade: false,
    channel: null as string | null,
    logger: null as unknown,
    isUpdateSupported: (_: UpdateInfo): boolean | Promise<boolean> => true,
    checks: 0,
    installs: [] as unknown[][],
    async checkForUpdates() {
      this.checks++
      return null
    },
    quitAndInstall(...args: unknown[]) {
      this.installs.push(args)
    },
  })
type Fake = ReturnType<typeof fakeUpdater>
const asUpdater = (fake: Fake) => fake as unknown as UpdatesOptions['updater']

describe('an update is taken only when', () => {
  const start = (bad: string[] = [], replaceable = true) => {
    const updater = fakeUpdater()
    let overall: TrayState = 'protected'
    const clock = createManualClock(new Date(2026, 10, 23, 22, 0).getTime())
    const waiting: string[] = []
    const newest: string[] = []
    const updates = createUpdates({
      updater: asUpdater(updater),
      clock,
      log: silentLog,
      random: () => 0,
      overall: () => overall,
      idle: () => 7200,
      publicKey,
      bad,
      good: '1.0.0',
      replaceable,
      onNewest: (v) => newest.push(v),
      onWaiting: (v) => waiting.push(v),
    })
    updates.start()
    const set = (o: TrayState) => {
      overall = o
      updates.refresh()
    }
    return { updater, updates, clock, waiting, newest, set }
  }
  test('it is signed with the key of the build over exactly its files', async () => {
    const { updater } = start()
    expect(await updater.isUpdateSupported(update('1.1.0'))).toBe(true)
    expect(await updater.isUpdateSupported({ ...update('1.1.0'), version: '1.2.0' })).toBe(false)
    const swapped = { ...update('1.1.0'), files: [{ url: 'Setup-1.1.0.exe', sha512: 'evil' }] }
    expect(await updater.isUpdateSupported(swapped)).toBe(false)
    expect(isSignedUpdate(update('1.1.0'), '')).toBe(false)
  })
  test('it did start here before', async () => {
    expect(await start(['1.1.0']).updater.isUpdateSupported(update('1.1.0'))).toBe(false)
  })
  test('no urgent incident is open: neither at quit, nor at night, nor by hand', async () => {
    const { updater, updates, clock, waiting, set } = start()
    updater.emit('update-downloaded', update('1.1.0'))
    // The library looks at this very moment whether it may ever install at quit.
    expect(updater.autoInstallOnAppQuit).toBe(true)
    await Promise.resolve()
    expect([waiting, updater.autoInstallOnAppQuit]).toEqual([['1.1.0'], true])
    set('urgent')
    expect([updater.autoInstallOnAppQuit, updates.installNow()]).toEqual([false, false])
    await clock.advance(5 * 3600_000)
    expect(updater.installs).toEqual([])
    set('check')
    await clock.advance(600_000)
    expect(updater.installs).toEqual([[true, true]])
  })
  test('the session of the PC goes on: an installer would be killed half way', async () => {
    const { updater, updates, clock } = start()
    updater.emit('update-downloaded', update('1.1.0'))
    updates.sessionEnds()
    await clock.advance(6 * 3600_000)
    expect([updater.autoInstallOnAppQuit, updater.installs]).toEqual([false, []])
  })
  test('this copy may replace itself; else it is only told', async () => {
    const { updater, updates, newest } = start([], false)
    expect([updater.autoDownload, updater.autoInstallOnAppQuit]).toEqual([false, false])
    updater.emit('update-available', update('1.1.0'))
    expect(newest).toEqual(['1.1.0'])
    expect(await updates.rollBack()).toBe(false)
  })
  test('going back, it is not older than what did start here', async () => {
    const { updater, updates } = start()
    void updates.rollBack()
    expect(await updater.isUpdateSupported(update('1.0.0'))).toBe(true)
    expect(await updater.isUpdateSupported(update('0.9.9'))).toBe(false)
  })
  test('the newest version is told only where the provider has signed it', () => {
    const { updater, updates, newest } = start()
    updater.emit('update-not-available', update('1.0.0'))
    updater.emit('update-available', update('1.1.0'))
    updater.emit('update-not-available', { ...update('1.1.0'), version: '9.9.9' })
    void updates.rollBack()
    updater.emit('update-available', update('0.9.0'))
    expect(newest).toEqual(['1.0.0', '1.1.0'])
  })
  test('the server is asked soon after the start and then every six hours', async () => {
    const { updater, clock } = start()
    await clock.advance(4 * 60_000)
    expect(updater.checks).toBe(0)
    await clock.advance(2 * 60_000)
    expect(updater.checks).toBe(1)
    await clock.advance(12 * 3600_000)
    expect(updater.checks).toBeGreaterThanOrEqual(3)
  })
})

describe('in the app', () => {
  const removers: (() => void)[] = []
  afterEach(() => {
    for (const remove of removers.splice(0)) remove()
  })
  test('a waiting update is offered in the tray and refused while it is urgent', async () => {
    const updater = fakeUpdater()
    let loads = 0
    const d = await startFakeDesktop({
      packaged: true,
      publicKey,
      async loadUpdater() {
        loads++
        return asUpdater(updater)
      },
      prepare: (folder) => writeFileSync(join(folder, 'app-update.yml'), 'provider: generic\n'),
    })
    removers.push(d.app.remove)
    await until(() => loads === 1 && updater.listenerCount('update-downloaded') > 0)
    await new Promise(setImmediate)
    updater.emit('update-downloaded', update('1.1.0'))
    expect(d.feed.snapshot().notices).toMatchObject([
      { code: 'update-waiting', params: { version: '1.1.0' } },
    ])
    d.feed.change({ type: 'alert', alert: sampleAlert() })
    d.tray().press('新しい版(1.1.0)')
    expect(updater.installs).toEqual([])
    d.feed.change({ type: 'alert', alert: sampleAlert({ state: 'closed' }) })
    d.tray().press('新しい版(1.1.0)')
    expect(updater.installs).toEqual([[true, true]])
  })
  test('a build without a key or without a server never looks', async () => {
    let loads = 0
    const d = await startFakeDesktop({
      packaged: true,
      async loadUpdater() {
        loads++
        return asUpdater(fakeUpdater())
      },
      prepare: (folder) => writeFileSync(join(folder, 'app-update.yml'), 'provider: generic\n'),
    })
    removers.push(d.app.remove)
    await new Promise(setImmediate)
    expect(loads).toBe(0)
  })
})
