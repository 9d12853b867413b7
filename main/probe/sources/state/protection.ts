import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FieldValue } from '../../../contract/event.ts'
import { readRegistryOutput } from '../../normalise/state/registry-output.ts'
import type { StateEntry } from '../../normalise/state/state-diff.ts'
import type { Source, SourceContext } from '../source.ts'
import { freshnessGroups } from './freshness.ts'
import { secondLook } from './second-look.ts'
import { otherAntivirus } from './security-center.ts'
import { createStateWatch, type GroupRead, type StateGroup } from './state-watch.ts'

/** What is protected by it; names the alert's card. */
export type Protection = 'antivirus' | 'firewall' | 'updates' | 'backup'

const found = (what: Protection, name: string, on: boolean): StateEntry => ({
  key: name,
  subject: name,
  details: { what, on },
})
const failed = (tool: string, problem: string | null, code: number | null): GroupRead => ({
  unread: { code: 'tool-failed', params: { tool, detail: problem ?? `exit ${code}` } },
})

/** The number of a service's state in `sc query`: the second row of the kind `words : number  NAME`; 4 is running. Pure. */
export const serviceState = (output: string): number | null => {
  const numbers = [...output.matchAll(/:\s+([0-9a-f]+)\s+[A-Z_]+/g)].map((m) => Number(m[1]))
  return numbers[1] ?? null
}
const running = 4
/** Win32 ERROR_SERVICE_DOES_NOT_EXIST. */
const noSuchService = 1060

const windowsService = (what: Protection, name: string): StateGroup => ({
  id: `service-${name.toLowerCase()}`,
  async read({ run }) {
    const { code, stdout, problem } = await run.run('sc', ['query', name], { encoding: 'cp932' })
    if (code === noSuchService) return { entries: [] }
    const state = code === 0 ? serviceState(stdout) : null
    return state === null ? failed('sc', problem, code) : { entries: [found(what, name, state === running)] }
  },
})
const policy = 'HKLM\\SYSTEM\\CurrentControlSet\\Services\\SharedAccess\\Parameters\\FirewallPolicy'
/** What an administrator, or whoever became one, ordered for all: it overrules the above. */
const orders = 'HKLM\\SOFTWARE\\Policies\\Microsoft\\WindowsFirewall'
const windowsFirewallOrders: StateGroup = {
  id: 'windows-firewall-orders',
  async read({ run }) {
    const { code, stdout, problem } = await run.run('reg', ['query', orders, '/s', '/v', 'EnableFirewall'], {
      encoding: 'cp932',
    })
    // 1: nothing is ordered.
    if (code !== 0 && code !== 1) return failed('reg', problem, code)
    const off = readRegistryOutput(stdout).some((v) => v.data === '0x0')
    return { entries: [found('firewall', 'Windows Firewall', !off)] }
  },
}
const windowsFirewall: StateGroup = {
  id: 'windows-firewall',
  async read({ run }) {
    const { code, stdout, problem } = await run.run('reg', ['query', policy, '/s', '/v', 'EnableFirewall'], {
      encoding: 'cp932',
    })
    if (code !== 0) return failed('reg', problem, code)
    const profiles = readRegistryOutput(stdout).filter((v) =>
      /\\(?:Domain|Standard|Public)Profile$/.test(v.key),
    )
    return {
      entries: profiles.map((v) => found('firewall', v.key.split('\\').at(-1) ?? v.key, v.data !== '0x0')),
    }
  },
}
const realTime: StateGroup = {
  id: 'defender-real-time',
  async read({ run }) {
    const keys = [
      'HKLM\\SOFTWARE\\Microsoft\\Windows Defender\\Real-Time Protection',
      'HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows Defender',
    ]
    const answers = await Promise.all(
      keys.map((key) => run.run('reg', ['query', key, '/s'], { encoding: 'cp932' })),
    )
    if (answers.every((a) => a.code !== 0 && a.code !== 1))
      return failed('reg', answers[0]?.problem ?? null, answers[0]?.code ?? null)
    const values = answers.flatMap((a) => readRegistryOutput(a.stdout))
    const off = values.some(
      (v) =>
        /^Disable(?:RealtimeMonitoring|AntiSpyware|BehaviorMonitoring)$/.test(v.name) && v.data !== '0x0',
    )
    return { entries: [found('antivirus', 'Windows Defender', !off)] }
  },
}

/** Units that protect, and what tells that they are on: a service runs, a timer is enabled. */
const units: Readonly<Record<string, { what: Protection; by: 'ActiveState' | 'UnitFileState' }>> = {
  'firewalld.service': { what: 'firewall', by: 'ActiveState' },
  'nftables.service': { what: 'firewall', by: 'ActiveState' },
  'clamav-daemon.service': { what: 'antivirus', by: 'ActiveState' },
  'apt-daily-upgrade.timer': { what: 'updates', by: 'UnitFileState' },
  'dnf-automatic.timer': { what: 'updates', by: 'UnitFileState' },
}
/** Reads blocks of `Name=value` lines, one a unit (`systemctl show`); units that are not there are left out. Pure. */
export const readUnits = (output: string): StateEntry[] =>
  output.split(/\n\s*\n/).flatMap((block) => {
    const values = Object.fromEntries(block.split('\n').map((line) => line.trim().split('=', 2)))
    const unit = units[values.Id ?? '']
    if (!unit || values.LoadState !== 'loaded') return []
    return [found(unit.what, values.Id ?? '', /^(?:active|reloading|enabled)$/.test(values[unit.by] ?? ''))]
  })
// One question for all of them: `show` prints fixed words, in every language.
const systemdUnits = (root: string): StateGroup => ({
  id: 'systemd-units',
  async read({ run }) {
    const { code, stdout, problem } = await run.run('systemctl', [
      'show',
      '--property=Id,LoadState,ActiveState,UnitFileState',
      ...Object.keys(units),
    ])
    // Where systemd did not start the PC (sd_booted(3)) there are no units. Elsewhere silence tells nothing.
    const booted = existsSync(join(root, 'run/systemd/system'))
    if (!booted && (problem === 'not-found' || (code === 1 && stdout === ''))) return { entries: [] }
    return code === 0 && (stdout !== '' || !booted)
      ? { entries: readUnits(stdout) }
      : failed('systemctl', problem, code)
  },
})
const ufw = (root: string): StateGroup => ({
  id: 'ufw',
  read() {
    try {
      const on = /^ENABLED=(yes|no)/m.exec(readFileSync(join(root, 'etc/ufw/ufw.conf'), 'utf8'))?.[1]
      return { entries: on === undefined ? [] : [found('firewall', 'ufw', on === 'yes')] }
    } catch (error) {
      return (error as NodeJS.ErrnoException).code === 'ENOENT'
        ? { entries: [] }
        : { unread: { code: 'no-permission', params: { file: 'ufw.conf' } } }
    }
  },
})
const macNumber = (
  id: string,
  what: Protection,
  name: string,
  file: string,
  args: readonly string[],
  on: (text: string) => boolean | null,
): StateGroup => ({
  id,
  async read({ run }: SourceContext) {
    const { code, stdout, problem } = await run.run(file, args)
    const state = code === 0 ? on(stdout) : null
    return state === null ? failed(file, problem, code) : { entries: [found(what, name, state)] }
  },
})
const numberIs = (pattern: RegExp) => (text: string) => {
  const number = pattern.exec(text)?.[1]
  return number === undefined ? null : number !== '0'
}

const groups: Readonly<Partial<Record<NodeJS.Platform, (root: string) => StateGroup[]>>> = {
  linux: (root) => [ufw(root), systemdUnits(root)],
  win32: () => [
    windowsService('antivirus', 'WinDefend'),
    windowsService('firewall', 'mpssvc'),
    realTime,
    windowsFirewall,
    windowsFirewallOrders,
  ],
  darwin: () => [
    macNumber(
      'application-firewall',
      'firewall',
      'macOS',
      '/usr/libexec/ApplicationFirewall/socketfilterfw',
      ['--getglobalstate'],
      numberIs(/\(State = (\d)\)/),
    ),
    macNumber(
      'software-update',
      'updates',
      'macOS',
      '/usr/bin/defaults',
      ['read', '/Library/Preferences/com.apple.SoftwareUpdate', 'AutomaticCheckEnabled'],
      numberIs(/^(\d)/),
    ),
    macNumber(
      'time-machine',
      'backup',
      'Time Machine',
      '/usr/bin/defaults',
      ['read', '/Library/Preferences/com.apple.TimeMachine', 'AutoBackup'],
      numberIs(/^(\d)/),
    ),
  ],
}

/** Protection that was on and stops, or is not renewed any more: antivirus, firewall, updates, backup. */
export const createProtection = (platform: NodeJS.Platform, root = '/'): Source =>
  createStateWatch({
    id: `protection-${platform}`,
    topic: 'protection',
    every: 50_000,
    groups: [
      ...(groups[platform]?.(root) ?? []).map((group) => secondLook(group)),
      ...freshnessGroups(platform, root),
    ],
    async enrich({ run }, { entry }): Promise<Readonly<Record<string, FieldValue>>> {
      const { what, on } = entry.details
      if (platform !== 'win32' || what !== 'antivirus' || on !== false) return {}
      const other = await otherAntivirus(run)
      return other === null ? {} : { other }
    },
  })
