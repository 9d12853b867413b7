import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { readRegistryOutput } from '../../normalise/state/registry-output.ts'
import type { SourceContext } from '../source.ts'
import { secondLook } from './second-look.ts'
import type { GroupRead, StateGroup } from './state-watch.ts'

/** Protection that is only worth something while it is renewed; names the alert's card. */
export type Renewed = 'definitions' | 'updates-paused' | 'backup-late'

const day = 24 * 3600_000
/** Looked at no oftener than this (ms): these things change by the day. */
const seldom = 10 * 60_000
/** A PC that was off over the holidays renews itself in its first hours: what is old is told after so long (ms). */
const settling = 2 * 3600_000
/** What is older than this is not renewed any more (ms). The same limits as the checks of this PC. */
const limits = { definitions: 7 * day, updates: 14 * day, backup: 7 * day } as const

/** FILETIME (100 ns since 1601) in milliseconds since 1970; from `REG_BINARY` in the byte order of Windows, or a number. Pure. */
export const fileTimeMs = (data: string): number | null => {
  const hex = /^0x([0-9a-f]{1,16})$/i.exec(data)?.[1]
  const bytes = /^(?:[0-9a-f]{2}){8}$/i.test(data) ? (data.match(/../g) ?? []).reverse().join('') : hex
  return bytes === undefined ? null : Number(BigInt(`0x${bytes}`) / 10_000n) - 11_644_473_600_000
}

const entry = (what: Renewed, name: string, on: boolean): GroupRead => ({
  entries: [{ key: name, subject: name, details: { what, on } }],
})
const nothing: GroupRead = { entries: [] }

/** One value of the registry; null where it is not there (`reg` gives 1 for that). */
const value = async (
  { run }: SourceContext,
  key: string,
  name: string,
): Promise<{ data: string | null } | { unread: GroupRead }> => {
  const { code, stdout, problem } = await run.run('reg', ['query', key, '/v', name], { encoding: 'cp932' })
  if (code === 1) return { data: null }
  if (code !== 0)
    return {
      unread: { unread: { code: 'tool-failed', params: { tool: 'reg', detail: problem ?? `exit ${code}` } } },
    }
  return { data: readRegistryOutput(stdout)[0]?.data ?? null }
}
const fromValue = (
  id: string,
  key: string,
  name: string,
  judge: (data: string | null, now: number) => GroupRead,
): StateGroup => ({
  id,
  async read(context) {
    const read = await value(context, key, name)
    return 'unread' in read ? read.unread : judge(read.data, context.clock.now())
  },
})
const fresh = (what: Renewed, name: string, at: number | null, now: number, limit: number): GroupRead =>
  at === null ? nothing : entry(what, name, now - at <= limit)

const microsoft = 'HKLM\\SOFTWARE\\Microsoft'
const windows: readonly StateGroup[] = [
  fromValue(
    'defender-definitions',
    `${microsoft}\\Windows Defender\\Signature Updates`,
    'SignaturesLastUpdated',
    (data, now) =>
      fresh(
        'definitions',
        'Microsoft Defender',
        data === null ? null : fileTimeMs(data),
        now,
        limits.definitions,
      ),
  ),
  // A time to come while updates are paused; the value is gone, or past, when they are not.
  fromValue(
    'updates-paused',
    `${microsoft}\\WindowsUpdate\\UX\\Settings`,
    'PauseUpdatesExpiryTime',
    (data, now) => entry('updates-paused', 'Windows Update', !(data !== null && Date.parse(data) > now)),
  ),
  // Start type 4 = disabled (Microsoft Learn, "Services registry tree").
  fromValue('updates-service', 'HKLM\\SYSTEM\\CurrentControlSet\\Services\\wuauserv', 'Start', (data) =>
    data === null ? nothing : entry('updates-paused', 'wuauserv', data !== '0x4'),
  ),
  fromValue(
    'file-history',
    'HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\FileHistory',
    'ProtectedUpToTime',
    (data, now) =>
      fresh('backup-late', 'File History', data === null ? null : fileTimeMs(data), now, limits.backup),
  ),
]

/** When the newest of some files and folders was changed (ms); null where none is there. Throws where none may be seen. */
const newest = (paths: readonly string[]): number | null => {
  const times = paths.flatMap((p) => statSync(p, { throwIfNoEntry: false })?.mtimeMs ?? [])
  return times.length === 0 ? null : Math.max(...times)
}
const namesIn = (folder: string): string[] => {
  try {
    return readdirSync(folder).map((name) => join(folder, name))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}
const fromFiles = (
  id: string,
  what: Renewed,
  name: string,
  limit: number,
  paths: (home: string) => readonly string[],
): StateGroup => ({
  id,
  read({ clock, paths: { home } }) {
    try {
      return fresh(what, name, newest(paths(home)), clock.now(), limit)
    } catch {
      return { unread: { code: 'no-permission', params: { file: name } } }
    }
  },
})
const linux = (root: string): StateGroup[] => {
  const at = (path: string) => join(root, path)
  return [
    fromFiles('clamav-definitions', 'definitions', 'ClamAV', limits.definitions, () =>
      ['daily.cvd', 'daily.cld', 'main.cvd', 'main.cld'].map((n) => at(`var/lib/clamav/${n}`)),
    ),
    fromFiles('apt-updates', 'updates-paused', 'APT', limits.updates, () => [
      at('var/lib/apt/periodic/update-success-stamp'),
    ]),
    // Both write to their cache each time they copy something.
    ...(['restic', 'borg'] as const).map((tool) =>
      fromFiles(`${tool}-backup`, 'backup-late', tool, limits.backup, (home) =>
        namesIn(join(home, '.cache', tool)).flatMap((f) => [
          f,
          ...(statSync(f).isDirectory() ? namesIn(f) : []),
        ]),
      ),
    ),
    fromFiles('timeshift-backup', 'backup-late', 'Timeshift', limits.backup, () =>
      namesIn(at('timeshift/snapshots')),
    ),
  ]
}

/** Asks a group at most every ten minutes and gives its last answer between. */
const rarely = (group: StateGroup): StateGroup => {
  let known: { at: number; read: GroupRead } | null = null
  return {
    ...group,
    async read(context) {
      const now = context.clock.monotonic()
      if (known && now - known.at < seldom) return known.read
      const read = await group.read(context)
      known = { at: now, read }
      return read
    },
  }
}

/**
 * Age of virus definitions, a pause of the updates, and the age of the last backup, as far as a look at a file or one value of the
 * registry tells. (Other makers' products are asked by the checks, every six hours: that needs a slow tool. macOS keeps
 * the date of its backup from programs.)
 */
export const freshnessGroups = (platform: NodeJS.Platform, root: string): StateGroup[] =>
  (platform === 'win32' ? windows : platform === 'linux' ? linux(root) : []).map((group) =>
    group.id.startsWith('updates-') ? rarely(group) : secondLook(rarely(group), settling),
  )
