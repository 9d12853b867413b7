import { EventEmitter } from 'node:events'
import type { App, Settings } from 'electron'
import { strict } from './strict.ts'
import type { World } from './world.ts'

type Used =
  | 'commandLine'
  | 'enableSandbox'
  | 'exit'
  | 'getAppMetrics'
  | 'getAppPath'
  | 'getPath'
  | 'getVersion'
  | 'isPackaged'
  | 'isReady'
  | 'quit'
  | 'requestSingleInstanceLock'
  | 'setAppUserModelId'
  | 'setLoginItemSettings'
  | 'setPath'
  | 'whenReady'

/** The app object. `world.events` gets `exit` when it has ended. */
export const createApp = (world: World): App => {
  const emitter = new EventEmitter()
  const beforeReady = (what: string) => {
    if (world.ready) throw new Error(`${what} can only be called before app is ready`)
  }
  const exit = (code = 0) => {
    if (world.exitCode !== null) return
    world.exitCode = code
    emitter.emit('will-quit', {})
    emitter.emit('quit', {}, code)
    world.events.emit('exit', code)
  }
  const quit = () => {
    let stopped = false
    emitter.emit('before-quit', {
      preventDefault: () => {
        stopped = true
      },
    })
    if (stopped) return
    for (const w of [...world.windows]) w.close()
    if (world.windows.length === 0) exit()
  }
  const used: Pick<App, Used> = {
    commandLine: strict(
      {
        appendSwitch(name: string) {
          if (name === 'js-flags') beforeReady(`the switch ${name}`)
        },
      },
      'app.commandLine',
    ) as unknown as App['commandLine'],
    enableSandbox() {
      beforeReady('app.enableSandbox()')
      world.sandboxed = true
    },
    exit,
    // The app itself and its renderers have no processes of their own here.
    getAppMetrics: () => [],
    getAppPath: () => world.appPath,
    getPath(name) {
      const path = world.paths[name]
      if (path === undefined) throw new Error(`Failed to get '${name}' path`)
      return path
    },
    getVersion: () => world.version,
    isPackaged: world.packaged,
    isReady: () => world.ready,
    quit,
    requestSingleInstanceLock: () => !world.lockTaken,
    setAppUserModelId(id) {
      world.userModelId = id
    },
    setLoginItemSettings(settings: Settings) {
      world.loginItem = settings
    },
    setPath(name, path) {
      world.paths[name] = path
    },
    whenReady: () =>
      world.ready ? Promise.resolve() : new Promise((resolve) => emitter.once('ready', () => resolve())),
  }
  // Without a listener of its own an app ends with its last window.
  world.events.on('all-closed', () => {
    if (emitter.listenerCount('window-all-closed') > 0) emitter.emit('window-all-closed')
    else quit()
  })
  return strict(Object.assign(emitter, used), 'app') as unknown as App
}
