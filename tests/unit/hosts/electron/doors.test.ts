import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Transport } from '../../../../main/contract/api.ts'
import { callChannel } from '../../../../main/contract/ipc.ts'
import { startFakeDesktop } from '../../../fakes/electron/desktop.ts'
import type { FakeWindow } from '../../../fakes/electron/window.ts'

let d: Awaited<ReturnType<typeof startFakeDesktop>>
let w: FakeWindow
beforeAll(async () => {
  d = await startFakeDesktop()
  d.desktop.showPage()
  w = await d.window()
})
afterAll(() => d.app.remove())

describe('the window', () => {
  test('is isolated and sandboxed, without Node', () => {
    expect(w.options.webPreferences).toMatchObject({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
    })
  })
  test('switches nothing on that is off for good reason', () => {
    for (const risk of [
      'allowRunningInsecureContent',
      'experimentalFeatures',
      'enableBlinkFeatures',
      'nodeIntegrationInWorker',
      'nodeIntegrationInSubFrames',
    ])
      expect(w.options.webPreferences).not.toHaveProperty(risk)
  })
  test('the page sees two functions and nothing else', () => {
    const bridge = w.contents.preload?.page
    expect(Object.keys(bridge ?? {})).toEqual(['otasuke'])
    expect(Object.keys(bridge?.otasuke as object)).toEqual(['call', 'listen'])
  })
})

describe('who may call', () => {
  const ask = (frame?: { url: string; top: boolean } | null) =>
    w.contents.invoke(callChannel, ['state.snapshot', null], frame)
  test('the page itself may', async () => {
    expect(await ask()).toMatchObject({ ok: { seq: expect.any(Number) } })
  })
  test.each([
    ['a frame inside the page', { url: 'app://otasuke/index.html', top: false }],
    ['another site', { url: 'https://example.com/', top: true }],
    ['another host of our scheme', { url: 'app://other/index.html', top: true }],
    ['a file', { url: 'file:///app://otasuke/index.html', top: true }],
    ['a look-alike with a user part', { url: 'app://x@otasuke/index.html', top: true }],
    ['a frame that is gone', null],
  ])('%s may not', async (_, frame) => {
    expect(await ask(frame)).toMatchObject({ failure: { code: 'bad-input', detail: 'foreign sender' } })
    expect(d.lines.at(-1)).toMatch(/^refused call from/)
  })
  test('a wrong name or payload is refused, and the core hears nothing of it', async () => {
    const transport = w.contents.preload?.page.otasuke as Transport
    const before = d.calls.length
    expect(await transport.call('no.such', null)).toMatchObject({ failure: { code: 'bad-input' } })
    expect(await transport.call('alert.seen', { id: 7 })).toMatchObject({ failure: { code: 'bad-input' } })
    expect(await transport.call('constructor', {})).toMatchObject({ failure: { code: 'bad-input' } })
    await expect(transport.call('alert.seen', { id: () => 'x' })).rejects.toThrow('could not be cloned')
    expect(d.calls.length).toBe(before)
  })
})

describe('ways out are closed', () => {
  test('navigation, redirects and frames', () => {
    expect(w.contents.navigate('https://example.com/')).toBe(false)
    expect(w.contents.navigate('file:///etc/passwd')).toBe(false)
    expect(w.contents.navigate('app://otasuke/index.html')).toBe(true)
    expect(w.contents.navigate('app://otasuke/index.html', 'will-redirect')).toBe(false)
    expect(w.contents.navigate('app://otasuke/x.html', 'will-frame-navigate', false)).toBe(false)
  })
  test('a plain link to a phone or a settings page stays here and opens with the system', () => {
    const before = d.world.opened.length
    expect(w.contents.navigate('ms-settings:windowsupdate')).toBe(false)
    expect(w.contents.navigate('ms-msdt:/id')).toBe(false)
    expect(d.world.opened.splice(before)).toEqual(['ms-settings:windowsupdate'])
  })
  test('new windows are denied; only addresses of the list reach the system', () => {
    for (const url of [
      'https://www.ipa.go.jp/security/',
      'tel:0661234567',
      'https://evil.example/',
      'file:///bin/sh',
      'javascript:1',
    ])
      expect(w.contents.open(url)).toEqual({ action: 'deny' })
    expect(d.world.opened).toEqual(['https://www.ipa.go.jp/security/', 'tel:0661234567'])
  })
  test('permissions and devices are denied', async () => {
    for (const permission of ['media', 'geolocation', 'notifications', 'clipboard-read', 'openExternal'])
      expect(await d.session.asks(permission)).toBe(false)
    expect([d.session.permissionCheck?.(), d.session.devicePermission?.()]).toEqual([false, false])
  })
  test.each([
    ['https://example.com/a.exe', true],
    ['blob:app://otasuke/5b2c', false],
  ])('download of %s stopped: %s', (url, stopped) => {
    let prevented = false
    d.session.emit(
      'will-download',
      {
        preventDefault: () => {
          prevented = true
        },
      },
      { getURL: () => url },
    )
    expect(prevented).toBe(stopped)
  })
  test('webviews are never attached', () => {
    let prevented = false
    w.contents.emit(
      'will-attach-webview',
      {
        preventDefault: () => {
          prevented = true
        },
      },
      {},
      {},
    )
    expect(prevented).toBe(true)
  })
})
