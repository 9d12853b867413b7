import { registerPageScheme } from './app-protocol.ts'
import type { ElectronApi } from './electron-api.ts'

/** Same as `appId` in electron-builder.yml: Windows ties notifications and the task bar to it. */
export const appId = 'jp.otasuke.tray'

/** What has to happen before Electron is ready. Nothing here may wait. False: another copy runs, this one has to end. */
export const prepareApp = (
  { app, protocol, crashReporter }: ElectronApi,
  dataDir: string | null,
): boolean => {
  if (dataDir) app.setPath('userData', dataDir)
  app.setAppUserModelId(appId)
  app.enableSandbox()
  // A small nursery: the app runs all day beside other people's programs, and has little to collect.
  app.commandLine.appendSwitch('js-flags', '--max-semi-space-size=1')
  registerPageScheme(protocol)
  // Reports of crashes stay on this PC, until the user sends them to the desk.
  crashReporter.start({ uploadToServer: false })
  return app.requestSingleInstanceLock()
}
