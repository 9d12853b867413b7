import { EventEmitter } from 'node:events'
import type {
  BaseWindowConstructorOptions,
  BrowserWindowConstructorOptions,
  Display,
  ForkOptions,
  MessageBoxOptions,
  NativeImage,
  NotificationConstructorOptions,
} from 'electron'
import type { ElectronApi } from '../../../main/hosts/electron/electron-api.ts'
import { createApp } from './app.ts'
import { FakeBaseWindow } from './base-window.ts'
import { createIpcMain, type FakeIpcMain } from './ipc-main.ts'
import { FakeNotification } from './notification.ts'
import { createProtocol, FakeSession } from './session.ts'
import { strict } from './strict.ts'
import { buildFromTemplate, FakeTray } from './tray.ts'
import { FakeUtilityProcess } from './utility-process.ts'
import { FakeWindow } from './window.ts'
import { createWorld, needReady, type World } from './world.ts'

/** A stand-in for Electron's main-process module, with the levers to drive it. */
export type FakeElectron = {
  /** What the code under test gets. Throws for everything that the stand-in does not know. */
  electron: ElectronApi
  world: World
  session: FakeSession
  ipcMain: FakeIpcMain
  powerMonitor: EventEmitter
  nativeTheme: EventEmitter & { shouldUseDarkColorsForSystemIntegratedUI: boolean; themeSource: string }
  /** Electron has started up: `app` becomes ready. */
  becomeReady: () => void
}

const display = (id: number, x: number): Display =>
  ({ id, workArea: { x, y: 0, width: 1280, height: 720 }, scaleFactor: 1 }) as Display

/** Something to call `new` on, that gives what `make` makes. */
const constructorOf = <A, R extends object, S extends object>(make: (argument: A) => R, statics?: S) =>
  new Proxy(Object.assign(class {}, statics), { construct: (_target, [argument]: [A]) => make(argument) })

export const createFakeElectron = (given: Partial<World> = {}): FakeElectron => {
  const world = createWorld(given)
  const app = createApp(world)
  const ipcMain = createIpcMain()
  const session = new FakeSession(world)
  const powerMonitor = new EventEmitter()
  const nativeTheme = Object.assign(new EventEmitter(), {
    shouldUseDarkColorsForSystemIntegratedUI: false,
    themeSource: 'system',
  })
  const afterReady = <T extends object>(name: string, value: T): T =>
    new Proxy(value, {
      get(target, key) {
        needReady(world, `The '${name}' module can't be used before the app 'ready' event`)
        return Reflect.get(strict(target, name), key) as unknown
      },
    })
  const modules = {
    app,
    BaseWindow: constructorOf(
      (options: BaseWindowConstructorOptions) => new FakeBaseWindow(options, world).outside,
    ),
    BrowserWindow: constructorOf(
      (options: BrowserWindowConstructorOptions) =>
        new FakeWindow(options, world, session, ipcMain, app).outside,
    ),
    Tray: constructorOf((image: string | NativeImage) => new FakeTray(image, world).outside),
    Notification: constructorOf(
      (options: NotificationConstructorOptions) => new FakeNotification(options, world).outside,
      {
        isSupported: () => true,
      },
    ),
    Menu: strict({ buildFromTemplate }, 'Menu'),
    ipcMain: strict(ipcMain, 'ipcMain'),
    protocol: createProtocol(world),
    session: {
      get defaultSession() {
        needReady(world, 'Session can only be received when app is ready')
        return strict(session, 'session')
      },
    },
    powerMonitor: strict(powerMonitor, 'powerMonitor'),
    nativeTheme: new Proxy(nativeTheme, {}),
    screen: afterReady('screen', {
      getPrimaryDisplay: () => display(1, 0),
      getAllDisplays: () => [display(1, 0), display(2, 1280)],
    }),
    shell: strict({ openExternal: async (url: string) => void world.opened.push(url) }, 'shell'),
    dialog: strict(
      {
        async showMessageBox(options: MessageBoxOptions) {
          needReady(world, 'dialog module can only be used after app is ready')
          world.dialogs.push(options)
          return { response: world.dialogAnswers.shift() ?? options.cancelId ?? 0, checkboxChecked: false }
        },
        showErrorBox: (title: string, content: string) => void world.errorBoxes.push({ title, content }),
      },
      'dialog',
    ),
    safeStorage: afterReady('safeStorage', {
      isEncryptionAvailable: () => true,
      encryptString: (text: string) => Buffer.from(`locked:${text}`),
      decryptString(bytes: Buffer) {
        const text = bytes.toString()
        if (!text.startsWith('locked:'))
          throw new Error('Error while decrypting the ciphertext provided to safeStorage.decryptString.')
        return text.slice('locked:'.length)
      },
    }),
    // electron-updater tells it before it quits; nobody here listens.
    autoUpdater: strict(new EventEmitter(), 'autoUpdater'),
    crashReporter: strict(
      {
        start: (options: { uploadToServer?: boolean }) => {
          world.crashReporter = options
        },
      },
      'crashReporter',
    ),
    utilityProcess: strict(
      {
        fork: (file: string, args: string[] = [], options: ForkOptions = {}) =>
          new FakeUtilityProcess(file, args, options, world).outside,
      },
      'utilityProcess',
    ),
  } satisfies Partial<Record<keyof ElectronApi, unknown>>
  return {
    electron: strict(modules, 'electron') as unknown as ElectronApi,
    world,
    session,
    ipcMain,
    powerMonitor,
    nativeTheme,
    becomeReady() {
      world.ready = true
      app.emit('ready', {})
    },
  }
}
