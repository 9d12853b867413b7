import { EventEmitter } from 'node:events'
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { NodeHttpExecutor } from 'builder-util/out/nodeHttpExecutor.js'
import {
  configureRequestOptions,
  configureRequestUrl,
  type DownloadOptions,
  type HttpExecutor,
} from 'builder-util-runtime'
import type { NsisUpdater as Nsis } from 'electron-updater'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { goBack, type UpdateBuild } from '../../main/hosts/electron/follow-updates.ts'
import type { Start } from '../../main/hosts/electron/starts.ts'
import { createUpdates } from '../../main/hosts/electron/updates.ts'
import { emptyJournal } from '../../main/present/start-journal.ts'
import type { TrayState } from '../../main/present/tray-state.ts'
import { createFakeElectron } from '../fakes/electron/electron.ts'
import { installFakeElectron } from '../fakes/electron/hooks.ts'
import { createManualClock } from '../fakes/manual-clock.ts'
import { newKeys, startUpdateServer, type UpdateServer } from '../fakes/update-server.ts'

let server: UpdateServer
beforeEach(async () => {
  server = await startUpdateServer()
})
afterEach(() => server.stop())

/** What electron-updater's own executor does over Electron's network, over Node's. */
const nodeExecutor = () =>
  Object.assign(new NodeHttpExecutor(), {
    download(this: HttpExecutor<never>, url: URL, destination: string, options: DownloadOptions) {
      return options.cancellationToken.createPromise<string>((resolve, reject, onCancel) => {
        const request = { headers: options.headers ?? undefined }
        configureRequestUrl(url, request)
        configureRequestOptions(request)
        const callback = (error: Error | null) => (error ? reject(error) : resolve(destination))
        const call = { destination, options, onCancel, callback, responseHandler: null }
        ;(this as unknown as { doDownload: (...a: unknown[]) => void }).doDownload(request, call, 0)
      })
    },
  })

/** The real library as it works on Windows, on this PC: only Electron itself and the last `spawn` of Windows are not there. */
const libraryFor = async (version: string, stagingId?: string) => {
  const fake = createFakeElectron()
  fake.becomeReady()
  installFakeElectron(fake.electron)
  const { NsisUpdater } = (await import('electron-updater')) as { NsisUpdater: typeof Nsis }
  const data = join(server.top, `data-${Math.random()}`)
  mkdirSync(data)
  if (stagingId) writeFileSync(join(data, '.updaterId'), stagingId)
  writeFileSync(
    join(data, 'app-update.yml'),
    `provider: generic\nurl: ${server.url}\nupdaterCacheDirName: cache\n`,
  )
  const life = new EventEmitter()
  const updater = new NsisUpdater(null, {
    version,
    name: 'otasuke-tray',
    isPackaged: true,
    appUpdateConfigPath: join(data, 'app-update.yml'),
    userDataPath: data,
    baseCachePath: data,
    whenReady: async () => {},
    relaunch() {},
    quit: () => void life.emit('quit', 0),
    onQuit: (handler) => void life.once('quit', handler),
  })
  Object.assign(updater, {
    httpExecutor: nodeExecutor(),
    _testOnlyOptions: { platform: 'win32' },
  })
  // Windows runs any `.exe`; here the downloaded file has to be made a program.
  updater.prependListener('update-downloaded', ({ downloadedFile }) => chmodSync(downloadedFile, 0o755))
  return { updater, quit: () => life.emit('quit', 0), data }
}

const start = async (
  version: string,
  { stagingId, publicKey = server.keys.publicKey }: { stagingId?: string; publicKey?: string } = {},
) => {
  const { updater, quit } = await libraryFor(version, stagingId)
  const clock = createManualClock(new Date(2026, 10, 25, 22, 0).getTime())
  const log: string[] = []
  const seen = { newest: [] as string[], waiting: [] as string[] }
  let overall: TrayState = 'protected'
  const updates = createUpdates({
    updater,
    clock,
    log: { info() {}, warn: (l) => log.push(l), error: (l) => log.push(l) },
    random: () => 0,
    overall: () => overall,
    idle: () => 7200,
    publicKey,
    bad: [],
    good: '1.0.0',
    replaceable: true,
    onNewest: (v) => seen.newest.push(v),
    onWaiting: (v) => seen.waiting.push(v),
  })
  /** Asks the server, as the app does by its clock, and waits for the end of what follows. */
  const look = async () => {
    const over = new Promise<string>((done) => {
      for (const name of ['update-downloaded', 'update-not-available', 'error'] as const)
        updater.once(name, () => done(name))
    })
    updates.start()
    await clock.advance(6 * 60_000)
    const outcome = await over
    await new Promise(setImmediate)
    return outcome
  }
  const set = (o: TrayState) => {
    overall = o
    updates.refresh()
  }
  return { updater, updates, clock, log, seen, look, set, quit }
}
const installed = async (): Promise<string[]> => {
  const file = join(server.top, 'installed')
  // There may be a moment between the file and its first line.
  const text = () => (existsSync(file) ? readFileSync(file, 'utf8') : '')
  for (let i = 0; i < 100 && !text().endsWith('\n'); i++) await new Promise((done) => setTimeout(done, 20))
  return text().trim().split('\n').filter(Boolean)
}
const nothingInstalled = async () => {
  await new Promise((done) => setTimeout(done, 200))
  expect(existsSync(join(server.top, 'installed'))).toBe(false)
}
const asked = () => server.requests.map((r) => r.path)

describe('an update from a real server', () => {
  test('is fetched, waits, and is installed silently when the app ends', async () => {
    expect(server.publish(server.release('1.1.0'))).toMatchObject({ status: 0 })
    const app = await start('1.0.0')
    expect(await app.look()).toBe('update-downloaded')
    expect(app.seen).toEqual({ newest: ['1.1.0'], waiting: ['1.1.0'] })
    await nothingInstalled()
    app.quit()
    expect(await installed()).toEqual(['1.1.0 --updated /S'])
  })
  test('fetched in the middle of an urgent incident, it goes in at quit only when that is over', async () => {
    server.publish(server.release('1.1.0'))
    const app = await start('1.0.0')
    app.set('urgent')
    await app.look()
    expect(app.updates.installNow()).toBe(false)
    await app.clock.advance(6 * 3600_000)
    await nothingInstalled()
    app.set('protected')
    app.quit()
    expect(await installed()).toEqual(['1.1.0 --updated /S'])
  })
  test('goes in at night and starts the app again', async () => {
    server.publish(server.release('1.1.0'))
    const app = await start('1.0.0')
    await app.look()
    await app.clock.advance(6 * 3600_000)
    expect(await installed()).toEqual(['1.1.0 --updated /S --force-run'])
  })
  test('with another content than was signed is thrown away', async () => {
    server.publish(server.release('1.1.0'))
    appendFileSync(join(server.folder, 'Otasuke-Tray-Setup-1.1.0.exe'), 'evil')
    const app = await start('1.0.0')
    expect(await app.look()).toBe('error')
    expect(app.log.join('\n')).toMatch(/sha512 checksum mismatch/)
    app.quit()
    await nothingInstalled()
  })
  test('signed by somebody else is not even fetched', async () => {
    const other = newKeys()
    server.publish(server.release('1.1.0'))
    const app = await start('1.0.0', { publicKey: other.publicKey })
    expect(await app.look()).toBe('update-not-available')
    expect([asked(), app.seen.newest]).toEqual([['latest.yml'], []])
  })
  test.each([
    ['ffffffff', 'update-not-available'],
    ['00000000', 'update-downloaded'],
  ])(
    'given to a tenth of the PCs first: the one with lot %s says %s, and the server learns no name',
    async (lot, outcome) => {
      server.publish(server.release('1.1.0'), '--stage', '10')
      const app = await start('1.0.0', { stagingId: `01234567-89ab-5cde-8f01-2345${lot}` })
      expect(await app.look()).toBe(outcome)
      expect(new Set(server.requests.map((r) => r.stagingId))).toEqual(new Set(['-']))
    },
  )
  test('a server that is down costs nothing', async () => {
    const app = await start('1.0.0')
    expect(await app.look()).toBe('error')
    expect(app.updater.autoInstallOnAppQuit).toBe(true)
  })
})

describe('a version that does not start', () => {
  const verdict = (version: string, good: string): Start => ({
    journal: { ...emptyJournal, version, good, bad: [version] },
    rollBack: true,
    news: null,
    succeeded() {},
    closedNews() {},
  })
  const build = async (version: string, good: string): Promise<UpdateBuild> => {
    const { updater, data } = await libraryFor(version)
    return {
      app: { isPackaged: true },
      clock: createManualClock(),
      log: { info() {}, warn() {}, error() {} },
      random: () => 0,
      resources: data,
      publicKey: server.keys.publicKey,
      start: verdict(version, good),
      replaceable: true,
      loadUpdater: async () => updater,
    }
  }
  test('is left for the one before, which publishing has kept', async () => {
    server.publish(server.release('1.0.0'))
    server.publish(server.release('1.1.0'), '--stage', '10')
    expect(await goBack(await build('1.1.0', '1.0.0'))).toBe(true)
    expect(await installed()).toEqual(['1.0.0 --updated /S --force-run'])
  })
  test('stays where the one before is older than what did start here', async () => {
    server.publish(server.release('0.9.0'))
    server.publish(server.release('1.1.0'))
    expect(await goBack(await build('1.1.0', '1.0.0'))).toBe(false)
    await nothingInstalled()
  })
  test('stays where the server keeps nothing', async () => {
    server.publish(server.release('1.1.0'))
    expect(await goBack(await build('1.1.0', '1.0.0'))).toBe(false)
  })
})

describe('publishing', () => {
  const read = (name: string) =>
    parse(readFileSync(join(server.folder, name), 'utf8')) as Record<string, unknown>
  test('keeps the version before as the way back, for every PC', () => {
    server.publish(server.release('1.0.0'), '--stage', '50')
    expect(read('latest.yml').stagingPercentage).toBe(50)
    server.publish(server.release('1.1.0'))
    expect([read('latest.yml').version, read('previous.yml').version]).toEqual(['1.1.0', '1.0.0'])
    expect(read('previous.yml').stagingPercentage).toBeUndefined()
  })
  test('a wider stage of the same version leaves the way back alone', () => {
    server.publish(server.release('1.0.0'))
    const next = server.release('1.1.0')
    server.publish(next, '--stage', '10')
    server.publish(next)
    expect([read('latest.yml').stagingPercentage, read('previous.yml').version]).toEqual([undefined, '1.0.0'])
  })
  test('refuses what no PC would take', () => {
    expect(server.publish(server.release('1.1.0', newKeys().privateKey))).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('not signed with this key'),
    })
    const changed = server.release('1.1.0')
    appendFileSync(join(changed, 'Otasuke-Tray-Setup-1.1.0.exe'), 'x')
    expect(server.publish(changed).stderr).toContain('another content')
    server.publish(server.release('1.1.0'))
    expect(server.publish(server.release('1.0.0'))).toMatchObject({ status: 1 })
    expect(server.publish(server.release('1.2.0'), '--stage', '0')).toMatchObject({ status: 2 })
    expect(read('latest.yml').version).toBe('1.1.0')
  })
  test('says so where the way back is lost', () => {
    server.publish(server.release('1.0.0'))
    rmSync(join(server.folder, 'Otasuke-Tray-Setup-1.0.0.exe'))
    expect(server.publish(server.release('1.1.0')).stderr).toContain('No way back to 1.0.0')
    expect(existsSync(join(server.folder, 'previous.yml'))).toBe(false)
  })
})
