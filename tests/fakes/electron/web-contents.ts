import { EventEmitter } from 'node:events'
import type { IpcMainInvokeEvent, WebContents, WebFrameMain, WindowOpenHandlerResponse } from 'electron'
import type { FakeIpcMain } from './ipc-main.ts'
import { type PreloadWorld, runPreload } from './preload-world.ts'
import { clone, mortal } from './strict.ts'

type OpenHandler = Parameters<WebContents['setWindowOpenHandler']>[0]

/** Hears what main sends, in place of or besides the preload: the driver of a real browser page. */
export type PushHearer = (channel: string, args: unknown[]) => void

/** A page's process, with the page itself left out: tests are the page. */
export class FakeWebContents
  extends EventEmitter
  implements Pick<WebContents, 'send' | 'isDestroyed' | 'setWindowOpenHandler' | 'getURL'>
{
  destroyed = false
  url = ''
  openHandler: OpenHandler | null = null
  preload: PreloadWorld | null = null
  hearers = new Set<PushHearer>()
  /** What code under test holds: throws once destroyed. */
  readonly outside: WebContents
  readonly #ipc: FakeIpcMain
  readonly #preloadFile: string | null
  constructor(ipc: FakeIpcMain, preloadFile: string | null) {
    super()
    this.#ipc = ipc
    this.#preloadFile = preloadFile
    this.outside = mortal<FakeWebContents>(this, 'webContents') as unknown as WebContents
  }
  isDestroyed(): boolean {
    return this.destroyed
  }
  getURL(): string {
    return this.url
  }
  send(channel: string, ...args: unknown[]): void {
    const copy = clone(args)
    this.preload?.deliver(channel, copy)
    for (const hear of this.hearers) hear(channel, copy)
  }
  setWindowOpenHandler(handler: OpenHandler): void {
    this.openHandler = handler
  }
  /** The page has loaded `url`: its preload runs. */
  load(url: string): void {
    this.url = url
    if (this.#preloadFile !== null)
      this.preload = runPreload(this.#preloadFile, { invoke: (channel, args) => this.invoke(channel, args) })
  }
  /** A call from this page, or from a frame in it. `frame: null` is a frame that is gone. */
  invoke(channel: string, args: unknown[], frame?: { url: string; top: boolean } | null): Promise<unknown> {
    const at = frame === undefined ? { url: this.url, top: true } : frame
    const senderFrame = at && ({ url: at.url, parent: at.top ? null : {} } as unknown as WebFrameMain)
    const event = { sender: this.outside, senderFrame, type: 'frame' } as unknown as IpcMainInvokeEvent
    return this.#ipc.invoke(event, channel, args)
  }
  /** The page asks for a new window. */
  open(url: string): WindowOpenHandlerResponse | null {
    return (
      this.openHandler?.({
        url,
        frameName: '',
        features: '',
        disposition: 'foreground-tab',
        referrer: { url: '', policy: 'no-referrer' },
        postBody: undefined,
      } as never) ?? null
    )
  }
  /** The page tries to go elsewhere; true when nothing stopped it. */
  navigate(
    url: string,
    event: 'will-navigate' | 'will-redirect' | 'will-frame-navigate' = 'will-navigate',
    isMainFrame = true,
  ): boolean {
    let stopped = false
    this.emit(event, {
      url,
      isMainFrame,
      preventDefault: () => {
        stopped = true
      },
    })
    return !stopped
  }
}
