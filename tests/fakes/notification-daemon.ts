import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { nodeRunCommand } from '../../main/ports/run-command.ts'
import { hasProgram } from './programs.ts'

/** What the daemon put on its screen, in order. */
export type ShownNotice = { app: string; title: string; body: string; urgency: string }

/** A real notification daemon (dunst) on a display and a bus of its own. */
export type NotificationDaemon = {
  shown: () => ShownNotice[]
  /** How many notices lie on the screen at this moment. */
  onScreen: () => Promise<number>
  /** Clicks the newest notice. */
  click: () => Promise<void>
  /** Presses the button with this label on the newest notice. */
  press: (label: string) => Promise<void>
  stop: () => void
}

const needed = ['Xvfb', 'dbus-daemon', 'dunst', 'dunstctl', 'notify-send']
/** Why there can be no daemon here; null where there can. */
export const whyNoDaemon = (): string | null => {
  const missing = process.platform === 'linux' ? needed.filter((p) => !hasProgram(p)) : ['Linux']
  return missing.length > 0 ? `needs ${missing.join(', ')}` : null
}

const firstLine = (stream: Readable): Promise<string> =>
  new Promise((resolve, reject) => {
    let text = ''
    stream.setEncoding('utf8').on('data', (part: string) => {
      text += part
      if (text.includes('\n')) resolve(text.split('\n')[0]!.trim())
    })
    stream.on('end', () => reject(new Error('the program ended before it said anything')))
  })

const script = (file: string, lines: string): string => {
  writeFileSync(file, `#!/bin/sh\n${lines}\n`)
  chmodSync(file, 0o755)
  return file
}

/**
 * Starts display, bus and daemon, and points this process's environment at them. A rule of the daemon runs a script for
 * every notice that it displays: that is how `shown` knows.
 */
export const startNotificationDaemon = async (): Promise<NotificationDaemon> => {
  const folder = mkdtempSync(join(tmpdir(), 'otasuke-dunst-'))
  const children: ChildProcess[] = []
  const start = (file: string, args: string[], env = process.env, fd3 = false): ChildProcess => {
    const child = spawn(file, args, { env, stdio: ['ignore', 'pipe', 'ignore', fd3 ? 'pipe' : 'ignore'] })
    children.push(child)
    return child
  }
  const display = start(
    'Xvfb',
    ['-displayfd', '3', '-screen', '0', '800x600x24', '-nolisten', 'tcp'],
    process.env,
    true,
  )
  const bus = start('dbus-daemon', ['--session', '--nofork', '--print-address'])
  process.env.DISPLAY = `:${await firstLine(display.stdio[3] as Readable)}`
  process.env.DBUS_SESSION_BUS_ADDRESS = await firstLine(bus.stdout as Readable)

  const log = join(folder, 'shown')
  const wanted = join(folder, 'wanted')
  const note = script(
    join(folder, 'note.sh'),
    `printf '%s\\0%s\\0%s\\0%s\\0\\n' "$1" "$2" "$3" "$5" >> ${log}`,
  )
  // The daemon pipes its buttons, one a line, to this "menu" and takes the line that comes back as the press.
  const menu = script(join(folder, 'menu.sh'), `grep -F "$(cat ${wanted})" | head -1`)
  const config = join(folder, 'dunstrc')
  writeFileSync(
    config,
    `[global]\ndmenu = ${menu}\nfont = Noto Sans CJK JP 12\n[note]\nsummary = "*"\nscript = ${note}\n`,
  )
  writeFileSync(log, '')
  start('dunst', ['-config', config])

  const control = async (...args: string[]) => {
    const { code, stderr } = await nodeRunCommand.run('dunstctl', args)
    if (code !== 0) throw new Error(`dunstctl ${args.join(' ')}: ${stderr}`)
  }
  const end = performance.now() + 10_000
  while ((await nodeRunCommand.run('dunstctl', ['is-paused'])).code !== 0)
    if (performance.now() > end) throw new Error('the daemon does not answer')
  return {
    shown: () =>
      readFileSync(log, 'utf8')
        .split('\0\n')
        .filter(Boolean)
        .map((entry) => {
          const [app = '', title = '', body = '', urgency = ''] = entry.split('\0')
          return { app, title, body, urgency }
        }),
    async onScreen() {
      const { stdout } = await nodeRunCommand.run('dunstctl', ['count', 'displayed'])
      return Number(stdout.trim())
    },
    click: async () => void (await control('action', '0')),
    async press(label) {
      writeFileSync(wanted, label)
      await control('context')
    },
    stop() {
      for (const child of children.reverse()) child.kill('SIGKILL')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
