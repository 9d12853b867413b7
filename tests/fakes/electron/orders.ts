/** What a test may tell the app that runs on the stand-in in a process of its own. */
export type Order =
  | { do: 'view' }
  | { do: 'press'; label: string }
  | { do: 'answer-dialog'; button: number }
  | { do: 'second-instance' }
  | { do: 'power'; event: 'resume' | 'suspend' | 'lock-screen' | 'unlock-screen' | 'shutdown' }
  | { do: 'crash-page' }
  | { do: 'close-window' }
  | { do: 'invoke'; channel: string; args: unknown[] }
  | { do: 'fetch'; url: string }
  | { do: 'open'; url: string }
  | { do: 'kill-probe' }
  | { do: 'quit' }

/** What stands on "the desktop". */
export type View = {
  tray: { image: string; toolTip: string; labels: string[] } | null
  window: { url: string; loaded: boolean; visible: boolean } | null
  windows: number
  /** Process ids of the utility processes. */
  probes: (number | undefined)[]
  dialogs: number
  errorBoxes: { title: string; content: string }[]
  opened: string[]
  userModelId: string | null
  sandboxed: boolean
  crashReporter: { uploadToServer?: boolean } | null
  userData: string
}

/** How the app is started. */
export type AppPlan = {
  entry: string
  appFolder: string
  dataFolder: string
  args: string[]
  packaged: boolean
  lockTaken: boolean
  /** Of the app. */
  version: string
}
