import { randomUUID } from 'node:crypto'
import { createRecordStore } from './alerts/record-store.ts'
import { releaseHeld } from './consult/outbox.ts'
import type { Handlers } from './contract/api.ts'
import { Failure, toFailure } from './contract/failure.ts'
import type { Profile } from './contract/profile.ts'
import type { DeskState, HostInfo, Snapshot } from './contract/state.ts'
import { createAnnouncer } from './core/announcer.ts'
import { createCaseFile } from './core/case-file.ts'
import { createDeskLink, type DeskLink } from './core/desk-link.ts'
import { createFeed, type PushListener } from './core/feed.ts'
import { createGuardPause } from './core/guard-pause.ts'
import { createHealth } from './core/health.ts'
import { createHelp } from './core/help.ts'
import { createIncidents, type Sharing } from './core/incidents.ts'
import { createNetworkWatch } from './core/network-watch.ts'
import { openStore } from './core/store.ts'
import { type Clock, isoTime } from './ports/clock.ts'
import type { Http } from './ports/http.ts'
import type { Log } from './ports/log.ts'
import type { Notifier } from './ports/notifier.ts'
import type { Paths } from './ports/paths.ts'
import type { RunCommand } from './ports/run-command.ts'
import type { Secrets } from './ports/secrets.ts'
import type { SettingsStore } from './ports/settings-store.ts'
import type { Detector } from './probe/detectors/detector.ts'
import { createProbe, type Probe, type ProbeOptions } from './probe/probe.ts'
import { isGuardSource } from './probe/sources/guard/guard-source.ts'
import { createPauseMemory } from './probe/sources/guard/pause-memory.ts'
import { createWriterPause } from './probe/sources/guard/writer-pause.ts'
import type { Source } from './probe/sources/source.ts'

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
  /** Numbers in [0, 1). */
  random: () => number
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
/** A probe in another process; `changes` as `GuardSource.changes`. */
export type ProbeElsewhere = Pick<Probe, 'start' | 'stop'> & { changes: (root: string) => number }

export type CoreOptions = {
  host: HostInfo
  /** Null: no provider yet. */
  profile: Profile | null
  /** A desk named on the command line: the engineer's explicit wish, so alerts go to it without asking. */
  deskUrl: string | null
  /** Starts the practice desk; null where none is wanted. Used only when there is neither profile nor `deskUrl`. */
  startPracticeDesk: (() => Promise<PracticeDesk>) | null
  sources: readonly Source[]
  detectors: readonly Detector[]
  /** Runs further sources and detectors in another process. */
  probeElsewhere?: (hooks: ProbeHooks) => ProbeElsewhere
  /** Opens window or tab so that a click on a notification leads somewhere. */
  showPage: () => void
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
  start: () => Promise<void>
  stop: () => Promise<void>
}

const firstDesk = ({ profile, deskUrl, startPracticeDesk }: CoreOptions): DeskState => ({
  mode: profile ? 'provider' : deskUrl ? 'provider' : startPracticeDesk ? 'practice' : 'none',
  name: profile?.operator ?? '',
  phone: profile?.desk.phone ?? '',
  reachable: null,
  waiting: 0,
  nextTryAt: null,
})

/** Wires all parts together: the one place that does. Nothing runs before `start`. */
export const createCore = (ports: CorePorts, options: CoreOptions): Core => {
  const { clock, log, run, http, paths, secrets, notifier, settings, random } = ports
  const { host, profile, showPage } = options
  const { db, notices } = openStore(paths.data, clock.now(), log)
  const now = () => isoTime(clock.now())
  const newId = () => randomUUID()
  const record = createRecordStore(db)
  const feed = createFeed(
    {
      seq: 0,
      startedAt: now(),
      host,
      settings: settings.read(),
      sources: [],
      alerts: [],
      requests: [],
      desk: firstDesk(options),
      notices: [],
      network: null,
      profile,
      checks: [],
      checking: null,
    },
    (error) => log.error(`a listener failed: ${String(error)}`),
  )
  const notice = (code: string, params: Record<string, string | number> = {}) =>
    feed.change({
      type: 'notice',
      notice: { id: `${code}:${Object.values(params).join(':')}`, at: now(), code, params },
    })
  const trouble = (error: unknown) => {
    const { code } = toFailure(error)
    notice(code === 'disk-full' ? code : 'not-stored')
  }
  let link: DeskLink | null = null
  let practice: PracticeDesk | null = null
  const kick = () => link?.kick()
  const announcer = createAnnouncer({
    notifier,
    snapshot: feed.snapshot,
    push: feed.push,
    log,
    showPage,
    now: clock.now,
  })
  const sharing = (): Sharing => {
    const { desk, settings: s } = feed.snapshot()
    if (desk.mode === 'none') return 'never'
    // The practice desk is this PC itself; a desk on the command line is the engineer's own wish.
    if (desk.mode === 'practice' || options.deskUrl) return 'send'
    return s.shareAlerts === 'yes' ? 'send' : s.shareAlerts === 'ask' ? 'hold' : 'never'
  }
  const incidents = createIncidents({
    db,
    record,
    clock,
    log,
    newId,
    computer: host.computer,
    sharing,
    change: feed.change,
    announce: announcer.alert,
    onTrouble: trouble,
    kick,
  })
  const save = (patch: Partial<Snapshot['settings']>) => {
    const next = { ...feed.snapshot().settings, ...patch }
    settings.write(next)
    feed.change({ type: 'settings', settings: next })
    return next
  }
  const help = createHelp({
    db,
    record,
    clock,
    newId,
    random,
    computer: host.computer,
    alertOf: incidents.store.get,
    change: feed.change,
    kick,
    remember: ({ contact, phone, place }) => {
      const { settings: s } = feed.snapshot()
      try {
        save({ contact: contact || s.contact, phone: phone || s.phone, place: place || s.place })
      } catch (error) {
        // The request itself is stored; only the next form will not be filled in.
        trouble(error)
      }
    },
  })
  const caseFile = createCaseFile({
    alerts: incidents.store,
    record,
    now,
    change: feed.change,
    raise: incidents.raise,
  })
  const guardPause = createGuardPause({
    pause: createWriterPause({ platform: process.platform, run, memory: createPauseMemory(paths.data), log }),
    changes: (root) => elsewhere?.changes(root) ?? options.sources.find(isGuardSource)?.changes(root) ?? 0,
    clock,
    log,
    // On the command line nobody could be asked whether the program shall go on.
    allowed: () => host.kind !== 'cli' && feed.snapshot().settings.pauseWriters,
    raise: (finding) => incidents.raise(finding),
    alertOf: incidents.store.get,
    change: caseFile.changeAlert,
  })
  const handlers: Handlers = {
    'state.snapshot': () => feed.snapshot(),
    ...caseFile.handlers,
    'guard.answer': ({ id, answer }) => guardPause.answer(id, answer),
    ...help.handlers,
    'settings.update'(patch) {
      const next = save(patch)
      if (patch.shareAlerts === 'yes') {
        releaseHeld(db, ['alert'])
        kick()
      }
      return next
    },
    'notice.dismiss'({ id }) {
      feed.change({ type: 'notice-gone', id })
      return null
    },
    async 'check.run'() {
      if (!health) throw new Failure('not-possible-here', `no checks for ${host.platform}`)
      await health.runNow()
      return null
    },
    'desk.retry'() {
      kick()
      return null
    },
  }
  const network = createNetworkWatch({
    settings: () => feed.snapshot().settings.utm,
    clock,
    folder: paths.data,
    change: feed.change,
  })
  const health = createHealth({
    clock,
    log,
    run,
    paths,
    random,
    snapshot: feed.snapshot,
    change: feed.change,
    raise: (finding) => incidents.raise(finding),
    onDamaged: (file) => notice('bookmark-damaged', { file }),
  })
  const hooks: ProbeHooks = {
    onFinding: (finding) => incidents.raise(guardPause.see(finding)),
    onHealth: (source) => {
      if (network.shows(source)) feed.change({ type: 'source', source })
    },
    onDamaged: (file) => notice('bookmark-damaged', { file }),
  }
  const elsewhere = options.probeElsewhere?.(hooks)
  const probe = createProbe({
    ...hooks,
    clock,
    run,
    log,
    paths,
    random,
    sources: [...options.sources, network.source],
    detectors: [...options.detectors, ...network.detectors],
  })
  const connect = async () => {
    practice =
      !profile && !options.deskUrl && options.startPracticeDesk ? await options.startPracticeDesk() : null
    if (practice) feed.change({ type: 'desk', desk: { ...feed.snapshot().desk, name: practice.name } })
    const deskUrl = options.deskUrl ?? profile?.desk.url ?? practice?.url
    if (!deskUrl) return
    link = createDeskLink({
      db,
      record,
      clock,
      http,
      log,
      secrets,
      random,
      host,
      deskUrl,
      activationCode: '',
      requests: help.store,
      desk: () => feed.snapshot().desk,
      change: feed.change,
      announce: announcer.request,
    })
  }
  return {
    handlers,
    snapshot: feed.snapshot,
    onPush: feed.listen,
    show: (page, id) => feed.push('page.show', { page, id }),
    operatorLink: () => practice?.operatorLink() ?? null,
    wake: () => health?.wake(),
    async start() {
      for (const alert of incidents.store.list().reverse()) feed.change({ type: 'alert', alert })
      for (const request of help.store.list().reverse()) feed.change({ type: 'request', request })
      for (const { code, params } of notices) notice(code, params)
      if (settings.putAside) notice('settings-damaged', { file: settings.putAside })
      await probe.start()
      await elsewhere?.start()
      health?.start()
      network.start()
      await connect().catch((error: unknown) => {
        // Watching matters more than the desk: the screen says that it cannot be reached.
        log.error(`the desk link could not start: ${String(error)}`)
        feed.change({ type: 'desk', desk: { ...feed.snapshot().desk, reachable: false } })
      })
    },
    async stop() {
      network.stop()
      await elsewhere?.stop()
      await probe.stop()
      await health?.stop()
      await link?.stop()
      await practice?.stop()
      notifier.close()
      db.close()
    },
  }
}
