import electron from 'electron'
import { createText } from './contract/text.ts'
import { updatedProfile } from './core/updated-profile.ts'
import { createCore } from './core.ts'
import { prepareApp } from './hosts/electron/before-ready.ts'
import { buildKey } from './hosts/electron/build-key.ts'
import { type Desktop, startDesktop } from './hosts/electron/desktop.ts'
import { createDesktopPorts } from './hosts/electron/desktop-ports.ts'
import { readPackagedProfile } from './hosts/electron/packaged-profile.ts'
import { createProbeProcess, probePlan } from './hosts/electron/probe-process.ts'
import { readStartArguments } from './hosts/electron/start-arguments.ts'
import { noteStart } from './hosts/electron/starts.ts'
import { startPracticeDesk } from './practice-desk.ts'
import { findPaths, hostInfo, readProfile } from './setup.ts'

const { app } = electron
const args = readStartArguments(process.argv.slice(1))

const start = async (): Promise<void> => {
  const dataFolder = app.getPath('userData')
  const paths = await findPaths(dataFolder)
  const ports = createDesktopPorts(electron, paths, process.platform)
  const { clock, log, random, run } = ports
  const settings = ports.settings.read()
  const text = createText(settings.language)
  const journal = noteStart(dataFolder, app.getVersion(), log)
  const resources = process.resourcesPath ?? app.getAppPath()
  const first = args.profile
    ? readProfile(args.profile)
    : readPackagedProfile({ resources, dataFolder, publicKey: buildKey })
  const profile = updatedProfile(first, { folder: dataFolder, signingKey: buildKey, log })
  let desktop: Desktop | null = null
  const core = createCore(ports, {
    host: hostInfo('electron'),
    profile,
    deskUrl: null,
    signingKey: buildKey,
    startPracticeDesk: () => startPracticeDesk(dataFolder, text('desk.practiceName'), log),
    sources: [],
    detectors: [],
    probeElsewhere: createProbeProcess({
      utilityProcess: electron.utilityProcess,
      entry: import.meta.filename.replace(/electron(\.[jt]s)$/, 'probe-process$1'),
      plan: probePlan(paths, args.guard, settings, profile?.supportTools),
      clock,
      log,
      random,
    }),
    showPage: () => desktop?.showPage(),
  })
  desktop = startDesktop({
    electron,
    core,
    log,
    clock,
    random,
    start: journal,
    run,
    resources,
    publicKey: buildKey,
    profile,
    platform: process.platform,
    appFolder: app.getAppPath(),
    dataFolder,
    configFolder: app.getPath('appData'),
    program: process.env.APPIMAGE ?? process.execPath,
  })
  if (!args.hidden) desktop.showPage()
  await core.start()
  journal.succeeded()
}

if (!prepareApp(electron, args.dataDir)) app.quit()
else
  app
    .whenReady()
    .then(start)
    .catch((error: unknown) => {
      electron.dialog.showErrorBox('Otasuke Tray', error instanceof Error ? error.message : String(error))
      app.exit(1)
    })
