import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { hasProgram } from './programs.ts'

const needed = ['Xvfb', 'dbus-daemon', 'gdbus', 'xfce4-panel']
/** Why there can be no panel here; null where there can. */
export const whyNoPanel = (): string | null => {
  const missing = process.platform === 'linux' ? needed.filter((p) => !hasProgram(p)) : ['Linux']
  return missing.length > 0 ? `needs ${missing.join(', ')}` : null
}

// One panel that holds nothing but the area for tray icons.
const settings = `<?xml version="1.0" encoding="UTF-8"?>
<channel name="xfce4-panel" version="1.0">
  <property name="configver" type="int" value="2"/>
  <property name="panels" type="array">
    <value type="int" value="1"/>
    <property name="panel-1" type="empty">
      <property name="position" type="string" value="p=6;x=0;y=0"/>
      <property name="size" type="uint" value="26"/>
      <property name="plugin-ids" type="array"><value type="int" value="1"/></property>
    </property>
  </property>
  <property name="plugins" type="empty"><property name="plugin-1" type="string" value="systray"/></property>
</channel>
`

const firstLine = async (stream: Readable): Promise<string> =>
  String((await once(stream, 'data'))[0])
    .split('\n')[0]!
    .trim()

/** A display and a session bus without a tray host, and a real panel that comes and goes. */
export type TrayDesktop = {
  env: NodeJS.ProcessEnv
  startPanel: () => void
  endPanel: () => Promise<void>
  stop: () => Promise<void>
}

/** Starts display and bus; `env` points at them. */
export const startTrayDesktop = async (): Promise<TrayDesktop> => {
  const folder = mkdtempSync(join(tmpdir(), 'otasuke-panel-'))
  const channel = join(folder, 'xfce4/xfconf/xfce-perchannel-xml')
  mkdirSync(channel, { recursive: true })
  writeFileSync(join(channel, 'xfce4-panel.xml'), settings)
  const end = async (child: ChildProcess) => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    child.kill('SIGTERM')
    await ended
  }
  const base = { ...process.env, HOME: folder, XDG_CONFIG_HOME: folder, NO_AT_BRIDGE: '1' }
  const display = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '800x600x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  const DISPLAY = `:${await firstLine(display.stdio[3] as Readable)}`
  const bus = spawn('dbus-daemon', ['--session', '--nofork', '--print-address'], {
    env: { ...base, DISPLAY },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const env = { ...base, DISPLAY, DBUS_SESSION_BUS_ADDRESS: await firstLine(bus.stdout) }
  let panel: ChildProcess | null = null
  const endPanel = async () => {
    if (panel) await end(panel)
    panel = null
  }
  return {
    env,
    startPanel() {
      panel = spawn('xfce4-panel', ['--disable-wm-check'], { env, stdio: 'ignore' })
    },
    endPanel,
    async stop() {
      await endPanel()
      await end(bus)
      await end(display)
      rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
    },
  }
}
