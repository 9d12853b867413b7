import { EventEmitter } from 'node:events'
import type { MessageBoxOptions, Settings } from 'electron'
import type { FakeBaseWindow } from './base-window.ts'
import type { FakeNotification } from './notification.ts'
import type { FakeTray } from './tray.ts'
import type { FakeUtilityProcess } from './utility-process.ts'
import type { FakeWindow } from './window.ts'

/** Everything that the app under test has done to "the desktop", and the levers to do something to the app. */
export type World = {
  ready: boolean
  /** Another copy holds the single-instance lock. */
  lockTaken: boolean
  packaged: boolean
  /** Of the app. */
  version: string
  appPath: string
  paths: Record<string, string>
  trays: FakeTray[]
  windows: FakeWindow[]
  baseWindows: FakeBaseWindow[]
  notifications: FakeNotification[]
  utilityProcesses: FakeUtilityProcess[]
  /** Why the system refuses the next notification. */
  failNextNotification: string | null
  /** Message boxes shown, and the button that each will be answered with (default: `cancelId`). */
  dialogs: MessageBoxOptions[]
  dialogAnswers: number[]
  errorBoxes: { title: string; content: string }[]
  opened: string[]
  loginItem: Settings | null
  userModelId: string | null
  sandboxed: boolean
  crashReporter: { uploadToServer?: boolean } | null
  /** Schemes registered before `ready`. */
  schemes: { scheme: string }[]
  exitCode: number | null
  /** Emits `exit` when the app has quit. */
  events: EventEmitter
}

export const createWorld = (given: Partial<World> = {}): World => ({
  ready: false,
  lockTaken: false,
  packaged: false,
  version: '0.0.0',
  appPath: '/nowhere',
  paths: { userData: '/nowhere/data' },
  trays: [],
  windows: [],
  baseWindows: [],
  notifications: [],
  utilityProcesses: [],
  failNextNotification: null,
  dialogs: [],
  dialogAnswers: [],
  errorBoxes: [],
  opened: [],
  loginItem: null,
  userModelId: null,
  sandboxed: false,
  crashReporter: null,
  schemes: [],
  exitCode: null,
  events: new EventEmitter(),
  ...given,
})

/** Throws as Electron does for what may only be used after `ready`. */
export const needReady = (world: World, message: string): void => {
  if (!world.ready) throw new Error(message)
}
