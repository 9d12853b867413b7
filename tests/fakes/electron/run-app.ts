// Runs the desktop app's own entry in this process on the stand-in, and obeys its parent. Started by `app-on-fake.ts`.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { createFakeElectron } from './electron.ts'
import { installFakeElectron } from './hooks.ts'
import type { AppPlan, Order, View } from './orders.ts'

const plan = JSON.parse(process.env.OTASUKE_FAKE_APP ?? '{}') as AppPlan
const fake = createFakeElectron({
  appPath: plan.appFolder,
  packaged: plan.packaged,
  lockTaken: plan.lockTaken,
  paths: {
    userData: `${plan.dataFolder}-default`,
    appData: plan.dataFolder,
    crashDumps: join(plan.dataFolder, 'dumps'),
  },
  version: plan.version,
})
const { world } = fake
installFakeElectron(fake.electron)

const tell = (message: unknown) => process.send?.(message)
world.events.once('exit', (code: number) => {
  tell({ exit: code })
  process.exit(code)
})

const heard = new WeakSet<object>()
const view = (): View => {
  const [tray] = world.trays
  const [window] = world.windows
  if (window && !heard.has(window)) {
    heard.add(window)
    window.contents.hearers.add((channel, args) => tell({ push: { channel, args } }))
  }
  return {
    tray: tray ? { image: tray.image, toolTip: tray.toolTip, labels: tray.labels() } : null,
    window: window
      ? { url: window.contents.url, loaded: window.contents.preload !== null, visible: window.visible }
      : null,
    windows: world.windows.length,
    probes: world.utilityProcesses.map((p) => p.pid),
    dialogs: world.dialogs.length,
    errorBoxes: world.errorBoxes,
    opened: world.opened,
    userModelId: world.userModelId,
    sandboxed: world.sandboxed,
    crashReporter: world.crashReporter,
    userData: world.paths.userData ?? '',
  }
}
const window = () => {
  const [only] = world.windows
  if (!only) throw new Error('no window is open')
  return only
}

const obey = async (order: Order): Promise<unknown> => {
  switch (order.do) {
    case 'view':
      return view()
    case 'press':
      return world.trays[0]?.press(order.label)
    case 'answer-dialog':
      return void world.dialogAnswers.push(order.button)
    case 'second-instance':
      return void fake.electron.app.emit('second-instance', {}, [], '', {})
    case 'power':
      return void fake.powerMonitor.emit(order.event, {})
    case 'crash-page':
      return window().crash()
    case 'close-window':
      return window().close()
    case 'invoke':
      view()
      return await window().contents.invoke(order.channel, order.args)
    case 'fetch': {
      const response = await fake.session.fetch(order.url)
      const body = Buffer.from(await response.arrayBuffer()).toString('base64')
      return { status: response.status, headers: Object.fromEntries(response.headers), body }
    }
    case 'open':
      return window().contents.open(order.url)
    case 'kill-probe':
      return world.utilityProcesses[0]?.kill()
    case 'quit':
      return fake.electron.app.quit()
  }
}

process.on('message', ({ id, order }: { id: number; order: Order }) => {
  obey(order).then(
    (answer) => tell({ id, answer }),
    (error: unknown) => tell({ id, error: String(error) }),
  )
})
process.on('disconnect', () => process.exit(1))

process.argv.splice(1, process.argv.length, plan.appFolder, ...plan.args)
await import(pathToFileURL(plan.entry).href)
// Electron becomes ready only when the entry has been loaded to its end.
fake.becomeReady()
tell({ ready: true })
