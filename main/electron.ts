import { join } from 'node:path'
import electron from 'electron'
import { prepareApp } from './hosts/electron/before-ready.ts'
import { buildKey } from './hosts/electron/build-key.ts'
import { goBack, type UpdateBuild } from './hosts/electron/follow-updates.ts'
import { isReplaceable } from './hosts/electron/replaceable.ts'
import { readStartArguments } from './hosts/electron/start-arguments.ts'
import { noteStart } from './hosts/electron/starts.ts'
import { systemClock } from './ports/clock.ts'
import { openCrashReports } from './ports/crash-reports.ts'
import { createFileLog } from './ports/log.ts'

const { app } = electron
const args = readStartArguments(process.argv.slice(1))
const program = process.env.APPIMAGE ?? process.execPath

// A second start, by hand and while this one is still on its way, wants to see the window.
let isWanted = !args.hidden
app.on('second-instance', (_event, argv) => {
  isWanted ||= !readStartArguments(argv).hidden
})

// As little as possible stands here: a new version whose other parts do not even load must still find the way back.
const start = async (): Promise<void> => {
  const dataFolder = app.getPath('userData')
  const log = createFileLog(join(dataFolder, 'log', 'otasuke.log'))
  const version = app.getVersion()
  const crashes = openCrashReports({ data: dataFolder, dumps: app.getPath('crashDumps'), version })
  const build: UpdateBuild = {
    app,
    clock: systemClock,
    log,
    random: Math.random,
    resources: process.resourcesPath ?? app.getAppPath(),
    publicKey: buildKey,
    start: noteStart(dataFolder, version, log),
    replaceable: isReplaceable({ platform: process.platform, env: process.env, program }),
  }
  const onError = (error: unknown) => {
    // One listener that throws must not end the watching; Electron's own box would show English to a clerk.
    log.error(`unexpected: ${String(error)}`)
    crashes.note('app', String(error), error instanceof Error ? error.stack : undefined)
  }
  process.on('uncaughtException', onError)
  process.on('unhandledRejection', onError)
  const goingBack = build.start.rollBack ? goBack(build) : null
  try {
    const { startApp } = await import('./hosts/electron/start-app.ts')
    const probe = import.meta.filename.replace(/electron(\.[jt]s)$/, 'probe-process$1')
    await startApp({
      electron,
      args,
      program,
      build,
      crashes,
      goingBack: goingBack !== null,
      probe,
      isWanted: () => isWanted,
    })
  } catch (error) {
    onError(error)
    // The installer of the version before ends this one by itself.
    if (await goingBack) return
    throw error
  }
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
