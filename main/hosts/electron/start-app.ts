import { join } from 'node:path'
import { createText } from '../../contract/text.ts'
import { rulesTrust } from '../../core/given-out-rules.ts'
import { updatedProfile } from '../../core/updated-profile.ts'
import { createCore } from '../../core.ts'
import type { CrashReports } from '../../ports/crash-reports.ts'
import { startPracticeDesk } from '../../practice-desk.ts'
import { findPaths, hostInfo, readProfile } from '../../setup.ts'
import { type Desktop, startDesktop } from './desktop.ts'
import { createDesktopPorts } from './desktop-ports.ts'
import type { ElectronApi } from './electron-api.ts'
import type { UpdateBuild } from './follow-updates.ts'
import { readPackagedProfile } from './packaged-profile.ts'
import { createProbeProcess, probePlan } from './probe-process.ts'
import type { StartArguments } from './start-arguments.ts'

export type StartAppOptions = {
  electron: ElectronApi
  args: StartArguments
  /** The running program; the AppImage itself where it is one. */
  program: string
  build: UpdateBuild
  crashes: CrashReports
  /** Another version is on its way into this one's place: look for no other. */
  goingBack: boolean
  /** Absolute path of the probe's entry. */
  probe: string
  /** Does somebody want to see the window? Asked once it can be shown; from then on a second start shows it. */
  isWanted: () => boolean
}

/** Builds ports and core, joins them with Electron and starts to watch. Runs after `ready`; rejects when the app cannot start. */
export const startApp = async (options: StartAppOptions): Promise<void> => {
  const { electron, args, build, crashes, goingBack, probe, program, isWanted } = options
  const { app } = electron
  const dataFolder = app.getPath('userData')
  const paths = await findPaths(dataFolder)
  const ports = createDesktopPorts(electron, paths, process.platform, crashes)
  const { clock, log, random, run } = ports
  const settings = ports.settings.read()
  const text = createText(settings.language)
  const { resources, publicKey } = build
  const first = args.profile
    ? readProfile(args.profile)
    : readPackagedProfile({ resources, dataFolder, publicKey })
  const profile = updatedProfile(first, { folder: dataFolder, signingKey: publicKey, log })
  let desktop: Desktop | null = null
  const core = createCore(ports, {
    host: hostInfo('electron'),
    profile,
    deskUrl: null,
    signingKey: publicKey,
    startPracticeDesk: () => startPracticeDesk(dataFolder, text('desk.practiceName'), log),
    sources: [],
    detectors: [],
    probeElsewhere: createProbeProcess({
      utilityProcess: electron.utilityProcess,
      entry: probe,
      plan: () =>
        probePlan(
          paths,
          args.guard,
          ports.settings.read(),
          profile?.supportTools,
          rulesTrust(profile, publicKey),
        ),
      clock,
      log,
      random,
      appPids: () => app.getAppMetrics().map(({ pid }) => pid),
      onDeath: (reason) => crashes.note('probe', reason),
    }),
    showPage: () => desktop?.showPage(),
    showOver: () => desktop?.showOver(),
  })
  desktop = startDesktop({
    ...build,
    electron,
    core,
    run,
    profile,
    crashes,
    updates: !goingBack,
    platform: process.platform,
    appFolder: app.getAppPath(),
    dataFolder,
    configFolder: app.getPath('appData'),
    program,
    applications: join(process.env.XDG_DATA_HOME || join(paths.home, '.local', 'share'), 'applications'),
  })
  if (isWanted()) desktop.showPage()
  await core.start()
  build.start.succeeded()
}
