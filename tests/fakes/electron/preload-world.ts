import { EventEmitter } from 'node:events'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { runInNewContext } from 'node:vm'
import { acrossBridge } from './bridge.ts'
import { clone, strict } from './strict.ts'

const require = createRequire(import.meta.url)
/** The built-in modules that Electron lets a sandboxed preload require. */
const allowed = new Set(['events', 'timers', 'url'])

export type RendererEnd = {
  invoke: (channel: string, args: unknown[]) => Promise<unknown>
}

/** A preload that ran: what it gave to the page, and the way in for messages from main. */
export type PreloadWorld = {
  /** The page's `window`, as far as the bridge filled it. */
  page: Record<string, unknown>
  deliver: (channel: string, args: unknown[]) => void
}

/**
 * Runs a bundled preload as a sandboxed renderer would: one CommonJS script, `require` for very few things, no Node
 * globals but the polyfilled ones.
 */
export const runPreload = (file: string, end: RendererEnd): PreloadWorld => {
  const page: Record<string, unknown> = {}
  const listeners = new EventEmitter()
  const ipcRenderer = strict(
    {
      invoke: async (channel: string, ...args: unknown[]) => await end.invoke(channel, clone(args)),
      on: (channel: string, f: (...a: unknown[]) => void) => void listeners.on(channel, f),
      removeListener: (channel: string, f: (...a: unknown[]) => void) =>
        void listeners.removeListener(channel, f),
    },
    'ipcRenderer',
  )
  const contextBridge = strict(
    {
      exposeInMainWorld(key: string, api: unknown) {
        if (Object.hasOwn(page, key))
          throw new Error(`Cannot bind an API on top of an existing property on the window object`)
        page[key] = acrossBridge(api)
      },
    },
    'contextBridge',
  )
  const electron = strict({ ipcRenderer, contextBridge }, 'electron (renderer)')
  const preloadRequire = (name: string): unknown => {
    if (name === 'electron' || name === 'electron/renderer') return electron
    const bare = name.replace(/^node:/, '')
    if (allowed.has(bare)) return require(bare)
    throw new Error(`module not found: ${name}`)
  }
  const source = readFileSync(file, 'utf8')
  if (/^\s*(import|export)\s/m.test(source))
    throw new SyntaxError('Cannot use import statement outside a module')
  const module = { exports: {} }
  runInNewContext(
    `(function (require, module, exports) {${source}\n})`,
    { console, setTimeout, clearTimeout, URL },
    { filename: file },
  )(preloadRequire, module, module.exports)
  return {
    page,
    deliver: (channel, args) => void listeners.emit(channel, {}, ...clone(args)),
  }
}
