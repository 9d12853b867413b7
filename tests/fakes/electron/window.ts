import { EventEmitter } from 'node:events'
import { isAbsolute } from 'node:path'
import type { App, BrowserWindow, BrowserWindowConstructorOptions, Rectangle } from 'electron'
import type { FakeIpcMain } from './ipc-main.ts'
import type { FakeSession } from './session.ts'
import { mortal } from './strict.ts'
import { FakeWebContents } from './web-contents.ts'
import { needReady, type World } from './world.ts'

type Used =
  | 'show'
  | 'focus'
  | 'restore'
  | 'isMinimized'
  | 'close'
  | 'destroy'
  | 'isDestroyed'
  | 'getNormalBounds'
  | 'isVisible'
  | 'setAlwaysOnTop'
  | 'setVisibleOnAllWorkspaces'
  | 'moveTop'

export class FakeWindow extends EventEmitter implements Pick<BrowserWindow, Used> {
  destroyed = false
  visible = false
  focused = 0
  minimized = false
  onTop = false
  bounds: Rectangle
  readonly contents: FakeWebContents
  readonly options: BrowserWindowConstructorOptions
  readonly outside: BrowserWindow
  readonly #world: World
  readonly #session: FakeSession
  constructor(
    options: BrowserWindowConstructorOptions,
    world: World,
    session: FakeSession,
    ipc: FakeIpcMain,
    app: App,
  ) {
    super()
    needReady(world, 'Cannot create BrowserWindow before app is ready')
    const { preload } = options.webPreferences ?? {}
    if (preload !== undefined && !isAbsolute(preload))
      throw new Error('preload script must have absolute path')
    this.options = options
    this.bounds = {
      x: options.x ?? 0,
      y: options.y ?? 0,
      width: options.width ?? 800,
      height: options.height ?? 600,
    }
    this.visible = options.show !== false
    this.contents = new FakeWebContents(ipc, preload ?? null)
    this.#world = world
    this.#session = session
    this.outside = mortal<FakeWindow>(this, 'BrowserWindow') as unknown as BrowserWindow
    world.windows.push(this)
    app.emit('web-contents-created', {}, this.contents.outside)
  }
  get webContents(): import('electron').WebContents {
    return this.contents.outside
  }
  /** Fetches the page through the app's own protocol, as Chromium would. */
  async loadURL(url: string): Promise<void> {
    const response = await this.#session.fetch(url)
    if (!response.ok) throw new Error(`ERR_FAILED (-2) loading '${url}'`)
    if (this.destroyed) return
    this.contents.load(url)
    this.contents.emit('did-finish-load', {})
    this.emit('ready-to-show', {})
  }
  show(): void {
    this.visible = true
  }
  isVisible(): boolean {
    return this.visible
  }
  focus(): void {
    this.focused++
  }
  setAlwaysOnTop(flag: boolean): void {
    this.onTop = flag
  }
  setVisibleOnAllWorkspaces(): void {}
  moveTop(): void {}
  restore(): void {
    this.minimized = false
  }
  isMinimized(): boolean {
    return this.minimized
  }
  getNormalBounds(): Rectangle {
    return { ...this.bounds }
  }
  isDestroyed(): boolean {
    return this.destroyed
  }
  close(): void {
    let stopped = false
    this.emit('close', {
      preventDefault: () => {
        stopped = true
      },
    })
    if (!stopped) this.destroy()
  }
  destroy(): void {
    if (this.destroyed) return
    this.contents.destroyed = true
    this.destroyed = true
    this.#world.windows.splice(this.#world.windows.indexOf(this), 1)
    this.contents.emit('destroyed')
    this.emit('closed')
    if (this.#world.windows.length === 0) this.#world.events.emit('all-closed')
  }
  /** The page's process falls over. */
  crash(reason: 'crashed' | 'oom' | 'killed' | 'clean-exit' = 'crashed'): void {
    this.contents.emit('render-process-gone', {}, { reason, exitCode: 5 })
  }
}
