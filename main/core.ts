import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { createRecordStore } from './alerts/record-store.ts'
import { createStories } from './alerts/story.ts'
import { releaseHeld } from './consult/outbox.ts'
import type { Handlers } from './contract/api.ts'
import type { Snapshot } from './contract/state.ts'
import { createText } from './contract/text.ts'
import { createAnnouncer } from './core/announcer.ts'
import { createAppPause } from './core/app-pause.ts'
import { createAttachments } from './core/attachments.ts'
import { createCaseFile } from './core/case-file.ts'
import type { Core, CoreOptions, CorePorts, ProbeHooks } from './core/core-options.ts'
import { createCrashDesk } from './core/crash-desk.ts'
import { createDeskConnection } from './core/desk-connection.ts'
import { sharingOf } from './core/desk-mode.ts'
import { createEvidenceMoment } from './core/evidence-moment.ts'
import { createFeed } from './core/feed.ts'
import { firstSnapshot } from './core/first-snapshot.ts'
import { createHealth } from './core/health.ts'
import { heartbeatOf } from './core/heartbeat.ts'
import { createHelp } from './core/help.ts'
import { createHostNotices } from './core/host-notices.ts'
import { createIncidents } from './core/incidents.ts'
import { createNetworkWatch, utmOfProfile } from './core/network-watch.ts'
import { createStanding } from './core/standing.ts'
import { openStore } from './core/store.ts'
import { createSystemLook } from './core/system-look.ts'
import { createTools } from './core/tools.ts'
import { isoTime } from './ports/clock.ts'
import { createProbe } from './probe/probe.ts'
import { isGuardSource } from './probe/sources/guard/guard-source.ts'

export type * from './core/core-options.ts'

/** Wires all parts together: the one place that does. Nothing runs before `start`. */
export const createCore = (ports: CorePorts, options: CoreOptions): Core => {
  const { clock, log, run, http, paths, secrets, notifier, settings, random } = ports
  const { host, profile, showPage, showOver } = options
  const { db, notices } = openStore(paths.data, clock.now(), log)
  const now = () => isoTime(clock.now())
  const newId = () => randomUUID()
  const record = createRecordStore(db)
  const feed = createFeed(firstSnapshot(options, settings.read(), now()), (error) =>
    log.error(`a listener failed: ${String(error)}`),
  )
  const { say: notice, trouble, handlers: noticeHandlers } = createHostNotices(feed.change, now)
  const sharing = () => sharingOf(feed.snapshot(), options.deskUrl !== null)
  const kick = () => desk.kick()
  const announcer = createAnnouncer({
    notifier,
    snapshot: feed.snapshot,
    push: feed.push,
    log,
    showPage,
    showOver,
    clock,
    folder: paths.data,
  })
  const look = createSystemLook({ clock, run, log, paths }, process.platform)
  const moment = createEvidenceMoment({ folder: paths.data, system: look, now, log })
  const text = () => createText(feed.snapshot().settings.language)
  const attachments = createAttachments({ db, folder: join(paths.data, 'attachments'), newId, log })
  const incidents = createIncidents({
    db,
    record,
    clock,
    log,
    newId,
    computer: host.computer,
    sharing,
    change: feed.change,
    announce: moment.announcing(announcer.alert),
    onTrouble: trouble,
    kick,
  })
  // Open stories of the log rules go on after a restart.
  const stories = createStories(
    incidents.store.list().filter((a) => a.kind === 'sigma' && a.state !== 'closed' && !a.drill),
  )
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
    attachments,
    asker: () => feed.snapshot().settings,
    alertOf: incidents.store.get,
    change: feed.change,
    kick,
    text,
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
    answer: incidents.answer,
  })
  const guardPause = createAppPause(ports, {
    ours: () => elsewhere?.pids() ?? [],
    changes: (root) => elsewhere?.changes(root) ?? options.sources.find(isGuardSource)?.changes(root) ?? 0,
    // On the command line nobody could be asked whether the program shall go on.
    allowed: () => host.kind !== 'cli' && feed.snapshot().settings.pauseWriters,
    raise: (finding) => incidents.raise(finding),
    alerts: incidents.store,
    change: caseFile.changeAlert,
  })
  const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone
  const close = (id: string) => caseFile.changeAlert(id, { state: 'closed' })
  const standing = createStanding({
    folder: paths.data,
    clock,
    profile,
    timeZone,
    alerts: incidents.store,
    raise: incidents.raise,
    snapshot: feed.snapshot,
    close,
  })
  const tools = createTools({
    snapshot: feed.snapshot,
    incidents,
    record,
    clock,
    run,
    timeZone,
    close,
    standing,
    momentOf: moment.read,
    look,
    folder: paths.data,
    newId,
    text,
    pack: { keep: attachments.keep, send: help.sendAbout },
    screenPicture: ports.screenPicture,
    told: announcer.told,
  })
  const handlers: Handlers = {
    'state.snapshot'() {
      standing.opened()
      return feed.snapshot()
    },
    ...caseFile.handlers,
    ...tools,
    'guard.answer': ({ id, answer }) => guardPause.answer(id, answer),
    ...help.handlers,
    'settings.update'(patch) {
      const next = save(patch)
      if (patch.shareAlerts === 'yes') {
        releaseHeld(db, ['alert'])
        kick()
      }
      if (patch.activationCode) kick()
      if (patch.guardFolders || patch.guardCanaries !== undefined) elsewhere?.renew()
      if (patch.shareStatistics) desk.settingsChanged()
      return next
    },
    ...noticeHandlers,
    ...createCrashDesk({
      crashes: ports.crashes,
      home: paths.home,
      keep: attachments.keep,
      send: (file) => help.sendAbout(null, [file], text()('crash.sentText')),
    }),
    'check.run': () => health.runNow(),
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
    onFinding: (finding) => incidents.raise(stories.tell(guardPause.see(finding))),
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
    sources: [...options.sources, ...network.sources],
    detectors: [...options.detectors, ...network.detectors],
  })
  const desk = createDeskConnection({
    options,
    practiceStarted: (name) => feed.change({ type: 'desk', desk: { ...feed.snapshot().desk, name } }),
    unreachable: () => feed.change({ type: 'desk', desk: { ...feed.snapshot().desk, reachable: false } }),
    log,
    link: {
      db,
      record,
      clock,
      http,
      log,
      secrets,
      random,
      host,
      folder: paths.data,
      profile,
      signingKey: options.signingKey ?? '',
      timeZone,
      heartbeat: () => heartbeatOf(feed.snapshot(), sharing() === 'send', clock.now()),
      requests: help.store,
      fileSettled: attachments.settled,
      snapshot: feed.snapshot,
      change: feed.change,
      announce: announcer.request,
    },
  })
  return {
    handlers,
    snapshot: feed.snapshot,
    onPush: feed.listen,
    show: (page, id) => feed.push('page.show', { page, id }),
    operatorLink: desk.operatorLink,
    wake: health.wake,
    newestVersion: health.newest,
    say: notice,
    async start() {
      for (const alert of incidents.store.list().reverse()) feed.change({ type: 'alert', alert })
      for (const request of help.store.list().reverse()) feed.change({ type: 'request', request })
      for (const { code, params } of notices) notice(code, params)
      if (settings.putAside) notice('settings-damaged', { file: settings.putAside })
      const utm = utmOfProfile(feed.snapshot().settings.utm, profile)
      try {
        if (utm) save({ utm })
      } catch (error) {
        trouble(error)
      }
      await guardPause.start()
      await probe.start()
      await elsewhere?.start()
      health.start()
      network.start()
      standing.start()
      announcer.start()
      await desk.start()
    },
    sleeps: () => void desk.leave('sleep'),
    async stop(why = 'off') {
      const bye = desk.leave(why)
      network.stop()
      standing.stop()
      announcer.stop()
      await elsewhere?.stop()
      await probe.stop()
      await health.stop()
      await bye
      await desk.stop()
      notifier.close()
      db.close()
    },
  }
}
