import type { Handlers } from '../contract/api.ts'
import type { Leaving } from '../contract/desk.ts'
import type { Profile } from '../contract/profile.ts'
import type { HostInfo, Snapshot } from '../contract/state.ts'
import type { Clock } from '../ports/clock.ts'
import type { CrashReports } from '../ports/crash-reports.ts'
import type { Http } from '../ports/http.ts'
import type { Log } from '../ports/log.ts'
import type { Notifier } from '../ports/notifier.ts'
import type { Paths } from '../ports/paths.ts'
import type { RunCommand } from '../ports/run-command.ts'
import type { ScreenPicture } from '../ports/screen-picture.ts'
import type { Secrets } from '../ports/secrets.ts'
import type { SettingsStore } from '../ports/settings-store.ts'
import type { Detector } from '../probe/detectors/detector.ts'
import type { Probe, ProbeOptions } from '../probe/probe.ts'
import type { Source } from '../probe/sources/source.ts'
import type { PushListener } from './feed.ts'
import type { HostNotices } from './host-notices.ts'

/** What the core needs of the world. */
export type CorePorts = {
  clock: Clock
  log: Log
  run: RunCommand
  http: Http
  paths: Paths
  secrets: Secrets
  notifier: Notifier
  settings: SettingsStore
  crashes: CrashReports
  /** Numbers in [0, 1). */
  random: () => number
  /** Absent where the host has no way of its own to take one. */
  screenPicture?: ScreenPicture
}

/** A desk that runs on this PC for practice. */
export type PracticeDesk = {
  url: string
  name: string
  /** A link, good once, that opens the operator's page. */
  operatorLink: () => string
  stop: () => Promise<void>
}

/** What a probe in another process tells. */
export type ProbeHooks = Pick<ProbeOptions, 'onFinding' | 'onHealth' | 'onDamaged'>
/** A probe in another process; `changes` as `GuardSource.changes`; `pids`: the app's other processes, which never are the writer. */
export type ProbeElsewhere = Pick<Probe, 'start' | 'stop'> & {
  changes: (root: string) => number
  pids: () => readonly number[]
  /** Begins anew with what the settings say now. */
  renew: () => void
}

export type CoreOptions = {
  host: HostInfo
  /** Null: no provider yet. */
  profile: Profile | null
  /** A desk named on the command line: the engineer's explicit wish, so alerts go to it without asking. */
  deskUrl: string | null
  /** Key of the build (PEM) for what the desk gives out; absent or empty: the profile's own. */
  signingKey?: string
  /** Starts the practice desk; null where none is wanted. Used only when there is neither profile nor `deskUrl`. */
  startPracticeDesk: (() => Promise<PracticeDesk>) | null
  sources: readonly Source[]
  detectors: readonly Detector[]
  /** Runs further sources and detectors in another process. */
  probeElsewhere?: (hooks: ProbeHooks) => ProbeElsewhere
  /** Opens window or tab so that a click on a notification leads somewhere. */
  showPage: () => void
  /** The same on top of a page that fills the screen; absent where the host cannot. */
  showOver?: () => void
}

/** The running app without any host. */
export type Core = {
  handlers: Handlers
  snapshot: () => Snapshot
  /** Hears every push; returns the function that ends it. */
  onPush: (listener: PushListener) => () => void
  /** Lets a host open a page: tray menu, second start. */
  show: (page: string, id: string | null) => void
  /** The practice desk's operator page; null with a real desk. */
  operatorLink: () => string | null
  /** The PC has woken up: look again soon. */
  wake: () => void
  /** The host learned which version of the app is the newest. */
  newestVersion: (version: string) => void
  /** The host has something to tell the user: key `notice.<code>`. The same thing said twice is one notice. */
  say: HostNotices['say']
  start: () => Promise<void>
  /** The PC goes to sleep: the desk hears so. */
  sleeps: () => void
  /** Stores everything and tells the desk why this PC leaves; default: it goes off. */
  stop: (why?: Exclude<Leaving, 'sleep'>) => Promise<void>
}
