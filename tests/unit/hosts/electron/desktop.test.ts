import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import type { Transport } from '../../../../main/contract/api.ts'
import { createClient } from '../../../../main/contract/client.ts'
import { startFakeDesktop, until } from '../../../fakes/electron/desktop.ts'
import { sampleAlert } from '../../../fakes/samples.ts'

const open: (() => void)[] = []
const start = async (settings?: Parameters<typeof startFakeDesktop>[0]) => {
  const desktop = await startFakeDesktop(settings)
  open.push(desktop.app.remove)
  return desktop
}
afterEach(() => {
  for (const remove of open.splice(0)) remove()
})
const transportOf = (w: { contents: { preload: { page: Record<string, unknown> } | null } }) =>
  w.contents.preload?.page.otasuke as Transport

describe('the tray', () => {
  test('is drawn at once, and again when the state changes', async () => {
    const d = await start()
    expect(d.tray().image).toMatch(/tray\/linux\/blind\.png$/)
    d.feed.change({ type: 'alert', alert: sampleAlert() })
    expect(d.tray().image).toMatch(/tray\/linux\/urgent\.png$/)
    expect(d.tray().toolTip).toBe('おたすけトレイ: すぐ電話')
  })
  test('does not rebuild its menu when nothing in it changed', async () => {
    const d = await start()
    const { menu } = d.tray()
    d.feed.change({ type: 'desk', desk: { ...d.feed.snapshot().desk, waiting: 3 } })
    expect(d.tray().menu).toBe(menu)
  })
  test('follows a light and a dark task bar on Windows', async () => {
    const d = await start({ platform: 'win32' })
    expect(d.tray().image).toMatch(/blind-light\.ico$/)
    d.nativeTheme.shouldUseDarkColorsForSystemIntegratedUI = true
    d.nativeTheme.emit('updated')
    expect(d.tray().image).toMatch(/blind-dark\.ico$/)
  })
  test('来てほしい opens the window and, once its page listens, exactly that form', async () => {
    const d = await start()
    expect(d.world.windows).toHaveLength(0)
    d.tray().press('来てほしい')
    const client = createClient(transportOf(await d.window()))
    const shown: unknown[] = []
    client.on('page.show', (show) => shown.push(show))
    await client.ask('state.snapshot', null)
    await until(() => shown.length > 0)
    expect(shown).toEqual([{ page: 'ask-dispatch', id: null }])
    d.tray().press('お知らせ')
    expect(shown).toEqual([
      { page: 'ask-dispatch', id: null },
      { page: 'alerts', id: null },
    ])
  })
})

describe('a page that fills the screen', () => {
  test('画面の警告が消せない: the answer comes on top of a page that would not go, and can be closed', async () => {
    const d = await start()
    d.tray().press('画面の警告が消せない')
    await until(() => d.world.windows.length === 1)
    const w = await d.window()
    await until(() => w.onTop)
    expect(d.calls.map((c) => c.name)).toContain('screen.close')
    w.close()
    expect([w.destroyed, d.world.exitCode]).toEqual([true, null])
  })
  test('an ordinary opening stays among the other windows', async () => {
    const d = await start()
    d.desktop.showPage()
    expect((await d.window()).onTop).toBe(false)
  })
})

describe('a Linux desktop without a tray', () => {
  test('gets the window instead, once the first run is done', async () => {
    const d = await start({ trayHost: '(false,)', settings: { firstRunDone: true } })
    await until(() => d.world.windows.length === 1)
    expect(d.lines).toContain('this desktop shows no tray icons')
  })
  test('a panel that starts later gets a new icon', async () => {
    const { promise, resolve } = Promise.withResolvers<string>()
    const d = await start({ trayHost: promise })
    const first = d.tray()
    resolve('(true,)')
    await until(() => d.world.trays[0] !== first)
    expect(first.destroyed).toBe(true)
    expect(d.tray().labels()).toContain('終了')
  })
})

describe('what the app tells of itself', () => {
  const journal = (version: string) =>
    JSON.stringify({ version, failed: 0, good: version, bad: [], told: version, leftAgain: null })
  test('a new version says so at every start until it is closed', async () => {
    const d = await start({
      version: '0.2.0',
      prepare: (folder) => writeFileSync(join(folder, 'data/starts.json'), journal('0.1.0')),
    })
    const [notice] = d.feed.snapshot().notices
    expect(notice).toMatchObject({ code: 'updated', params: { version: '0.2.0' } })
    d.feed.change({ type: 'notice-gone', id: notice!.id })
    expect(JSON.parse(readFileSync(join(d.app.data, 'starts.json'), 'utf8'))).toMatchObject({ told: '0.2.0' })
  })
  test('a page that ends leaves a report on this PC', async () => {
    const d = await start()
    d.desktop.showPage()
    const w = await d.window()
    w.crash()
    expect(d.crashes).toEqual(['page: crashed (5)'])
  })
  test('without a package the start menu gets an entry', async () => {
    const d = await start({ packaged: true })
    const file = join(d.app.data, 'applications/otasuke-tray.desktop')
    expect(readFileSync(file, 'utf8')).toContain('Exec="/opt/Otasuke Tray/otasuke-tray"')
    const packaged = await start({ packaged: true, replaceable: false })
    expect(existsSync(join(packaged.app.data, 'applications'))).toBe(false)
  })
})

describe('ending', () => {
  test('終了 asks first; the usual answer goes on watching', async () => {
    const d = await start()
    d.tray().press('終了')
    await until(() => d.world.dialogs.length === 1)
    expect(d.world.dialogs[0]).toMatchObject({
      cancelId: 0,
      defaultId: 0,
      buttons: ['見張りを続ける', '終わる'],
    })
    expect([d.world.exitCode, d.stops()]).toEqual([null, 0])
  })
  test('after 終わる the core stores everything before the app ends', async () => {
    const d = await start()
    d.world.dialogAnswers.push(1)
    d.tray().press('終了')
    await until(() => d.world.exitCode !== null)
    expect([d.world.exitCode, d.stops(), d.world.trays.length]).toEqual([0, 1, 0])
    expect(d.calls).toContainEqual({ name: 'stop', input: 'quit' })
  })
  test('closing the window destroys it and goes on watching', async () => {
    const d = await start()
    d.desktop.showPage()
    const w = await d.window()
    w.close()
    expect([w.destroyed, d.world.exitCode, d.tray().destroyed]).toEqual([true, null, false])
    d.feed.change({ type: 'alert', alert: sampleAlert() })
    expect(d.tray().image).toMatch(/urgent/)
  })
  test('signing out of Windows flushes too, with no window open', async () => {
    const d = await start({ platform: 'win32' })
    expect(d.world.windows).toHaveLength(0)
    const [hearer] = d.world.baseWindows
    expect(hearer?.visible).toBe(false)
    hearer?.emit('session-end', { reasons: ['logoff'] })
    await until(() => d.world.exitCode === 0)
    expect(d.stops()).toBe(1)
    expect(hearer?.destroyed).toBe(true)
    expect(d.calls).toContainEqual({ name: 'stop', input: 'off' })
  })
  test('a shutdown of the system flushes too', async () => {
    const d = await start()
    d.powerMonitor.emit('shutdown', {})
    await until(() => d.world.exitCode !== null)
    expect(d.stops()).toBe(1)
  })
})

describe('life', () => {
  test('there is one window, brought to the front by a second start', async () => {
    const d = await start()
    d.desktop.showPage()
    const w = await d.window()
    w.minimized = true
    d.electron.app.emit('second-instance', {}, [], '', {})
    expect([d.world.windows.length, w.minimized, w.focused]).toEqual([1, false, 1])
  })
  test('a second start at sign-in shows nothing; one by hand does', async () => {
    const d = await start({ platform: 'win32', packaged: true })
    const program = 'C:\\Program Files\\Otasuke Tray\\Otasuke Tray.exe'
    const again = (...args: string[]) =>
      d.electron.app.emit('second-instance', {}, [program, ...args], '', {})
    again('--allow-file-access-from-files', '--hidden')
    expect(d.world.windows).toHaveLength(0)
    again('--allow-file-access-from-files')
    expect(d.world.windows).toHaveLength(1)
  })
  test('a page that crashes comes back once; the tray never ends', async () => {
    const d = await start()
    d.desktop.showPage()
    const first = await d.window()
    first.crash()
    const second = await d.window()
    expect(second === first).toBe(false)
    second.crash()
    expect([d.world.windows.length, d.world.exitCode]).toEqual([0, null])
    d.desktop.showPage()
    expect(d.world.windows).toHaveLength(1)
  })
  test('waking up tries the desk again; before it, the desk heard that the PC sleeps', async () => {
    const d = await start()
    d.powerMonitor.emit('suspend')
    expect(d.calls).toContainEqual({ name: 'sleeps', input: null })
    d.powerMonitor.emit('resume')
    expect(d.calls).toContainEqual({ name: 'desk.retry', input: null })
  })
  test('so does coming back after another user was at the screen', async () => {
    const d = await start({ platform: 'darwin' })
    d.powerMonitor.emit('user-did-resign-active', {})
    expect(d.calls).toEqual([])
    d.powerMonitor.emit('user-did-become-active', {})
    expect(d.calls).toContainEqual({ name: 'desk.retry', input: null })
  })
  test('the window remembers its place', async () => {
    const d = await start()
    d.desktop.showPage()
    const w = await d.window()
    w.bounds = { x: 1300, y: 40, width: 700, height: 600 }
    w.close()
    d.desktop.showPage()
    expect((await d.window()).bounds).toEqual({ x: 1300, y: 40, width: 700, height: 600 })
  })
})

describe('autostart', () => {
  test('an installed Windows copy registers itself, hidden, and obeys the setting', async () => {
    const d = await start({ platform: 'win32', packaged: true })
    expect(d.world.loginItem).toEqual({ openAtLogin: true, args: ['--hidden'] })
    const { settings } = d.feed.snapshot()
    d.feed.change({ type: 'settings', settings: { ...settings, autostart: false } })
    expect(d.world.loginItem).toMatchObject({ openAtLogin: false })
  })
  test('on Linux it is an entry of the XDG autostart folder', async () => {
    const d = await start({ packaged: true })
    const file = join(d.app.data, 'autostart/otasuke-tray.desktop')
    expect(readFileSync(file, 'utf8')).toContain('Exec="/opt/Otasuke Tray/otasuke-tray" --hidden\n')
    d.feed.change({ type: 'settings', settings: { ...d.feed.snapshot().settings, autostart: false } })
    expect(existsSync(file)).toBe(false)
  })
  test('a copy that is not installed registers nothing', async () => {
    const d = await start({ platform: 'win32' })
    expect(d.world.loginItem).toBeNull()
  })
})
