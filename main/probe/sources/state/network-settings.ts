import { join } from 'node:path'
import { readRegularText } from '../../../ports/regular-file.ts'
import { leadsInside } from '../../normalise/state/ip-address.ts'
import {
  proxyEntries,
  readResolvConf,
  readScutilDns,
  readScutilProxy,
} from '../../normalise/state/network-settings.ts'
import type { StateEntry } from '../../normalise/state/state-diff.ts'
import type { Source, SourceContext } from '../source.ts'
import { desktopProxyGroups } from './desktop-proxy.ts'
import { hostEntries } from './host-entries.ts'
import { readRegistryPlaces } from './registry-places.ts'
import { createStateWatch, type GroupRead, type StateGroup } from './state-watch.ts'

export type NetworkSettingsOptions = {
  platform: NodeJS.Platform
  env?: NodeJS.ProcessEnv
  /** A sandboxed root in tests. */
  root?: string
}

const unreadable = (file: string, error: unknown): GroupRead => {
  const { code } = error as NodeJS.ErrnoException
  return code === 'ENOENT' ? { entries: [] } : { unread: { code: 'no-permission', params: { file } } }
}
const fromFile = (file: string, read: (text: string) => StateEntry[]): GroupRead => {
  try {
    return { entries: read(readRegularText(file)) }
  } catch (error) {
    return unreadable(file, error)
  }
}
const fromTool = async (
  { run }: SourceContext,
  file: string,
  args: readonly string[],
  read: (text: string) => StateEntry[],
): Promise<GroupRead> => {
  const { code, stdout, problem } = await run.run(file, args)
  return code === 0
    ? { entries: read(stdout) }
    : { unread: { code: 'tool-failed', params: { tool: file, detail: problem ?? `exit ${code}` } } }
}

// One entry for the whole list: servers that swap places are no news, nor is a place where this PC was before.
const serverEntries = (servers: string[]): StateEntry[] =>
  servers.length === 0
    ? []
    : [
        {
          key: [...servers].sort().join(' '),
          subject: servers.join(', '),
          details: { setting: 'dns', servers: [...servers].sort() },
        },
      ]
const proxyVariables = /^(?:export\s+)?((?:https?|all|ftp)_proxy)\s*=\s*["']?([^"'\s]+)/gim
const readEnvironment = (text: string): Record<string, string> =>
  Object.fromEntries([...text.matchAll(proxyVariables)].map((m) => [(m[1] ?? '').toLowerCase(), m[2] ?? '']))

const interfaces = 'HKLM\\SYSTEM\\CurrentControlSet\\Services\\Tcpip\\Parameters\\Interfaces'
const internetSettings = 'HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings'
const renamed = (read: GroupRead, setting: string): GroupRead =>
  'unread' in read
    ? read
    : {
        entries: read.entries
          .filter((e) => Array.isArray(e.details.commands) && e.details.commands[0] !== '')
          .map((e) => ({
            ...e,
            details: {
              setting,
              name: e.key.split('\\').at(-1) ?? '',
              value: Array.isArray(e.details.commands) ? (e.details.commands[0] ?? '') : '',
            },
          })),
      }

/** Servers that somebody set by hand, or a VPN at each connect: those of private networks, or those of the internet. */
const handSet = (inside: boolean): StateGroup => ({
  id: inside ? 'dns-inside' : 'dns',
  // A VPN that comes back with the servers that it had is no news; one of the internet is told each time.
  keep: inside,
  async read(context) {
    const keys = [{ key: interfaces, deep: true, value: 'NameServer' }]
    const read = renamed(await readRegistryPlaces(context, keys), 'dns')
    if ('unread' in read) return read
    const entries = read.entries.filter(({ details }) => leadsInside(String(details.value)) === inside)
    return {
      entries: inside ? entries.map((e) => ({ ...e, key: `${e.key} ${e.details.value}` })) : entries,
    }
  },
})

const groupsOf = ({ platform, env = process.env, root = '/' }: NetworkSettingsOptions): StateGroup[] => {
  if (platform === 'win32')
    return [
      {
        id: 'hosts',
        read: () =>
          fromFile(join(env.SystemRoot ?? 'C:\\Windows', 'System32', 'drivers', 'etc', 'hosts'), hostEntries),
      },
      // Those that come from the router change with the place.
      handSet(false),
      handSet(true),
      {
        id: 'proxy',
        read: async (context) =>
          renamed(
            await readRegistryPlaces(context, [
              { key: internetSettings, values: ['proxyenable', 'proxyserver', 'autoconfigurl'] },
            ]),
            'proxy',
          ),
      },
    ]
  const hosts: StateGroup = { id: 'hosts', read: () => fromFile(join(root, 'etc/hosts'), hostEntries) }
  if (platform === 'darwin')
    return [
      hosts,
      {
        id: 'name-servers',
        keep: true,
        read: (context) =>
          fromTool(context, '/usr/sbin/scutil', ['--dns'], (text) => serverEntries(readScutilDns(text))),
      },
      {
        id: 'proxy',
        read: (context) =>
          fromTool(context, '/usr/sbin/scutil', ['--proxy'], (text) => proxyEntries(readScutilProxy(text))),
      },
    ]
  return [
    hosts,
    {
      id: 'name-servers',
      keep: true,
      read: () => fromFile(join(root, 'etc/resolv.conf'), (text) => serverEntries(readResolvConf(text))),
    },
    {
      id: 'name-servers-resolved',
      keep: true,
      read: () =>
        fromFile(join(root, 'run/systemd/resolve/resolv.conf'), (text) =>
          serverEntries(readResolvConf(text)),
        ),
    },
    {
      id: 'proxy',
      read: () => fromFile(join(root, 'etc/environment'), (text) => proxyEntries(readEnvironment(text))),
    },
    ...desktopProxyGroups(env, root),
  ]
}

/** Settings that decide where this PC's traffic goes: hosts file, name servers, proxy. */
export const createNetworkSettings = (options: NetworkSettingsOptions): Source =>
  createStateWatch({
    id: `network-settings-${options.platform}`,
    topic: 'network-setting',
    every: options.platform === 'linux' ? 15_000 : 45_000,
    groups: groupsOf(options),
  })
