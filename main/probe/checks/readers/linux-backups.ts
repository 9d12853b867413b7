import { join } from 'node:path'
import type { World } from '../world.ts'
import type { Backup } from './backups.ts'

const gsetting = async (world: World, key: string): Promise<string> =>
  ((await world.maybe('gsettings', ['get', 'org.gnome.DejaDup', key], [0, 1]))?.out ?? '')
    .trim()
    .replace(/^'|'$/g, '')

/** Déjà Dup: the date of the last backup and where it went (its GSettings schema). */
const dejaDup = async (world: World): Promise<Backup[]> => {
  const at = Date.parse(await gsetting(world, 'last-backup'))
  if (Number.isNaN(at)) return []
  const backend = await gsetting(world, 'backend')
  return [{ by: 'Déjà Dup', at, apart: backend === '' || backend === 'auto' ? null : backend !== 'local' }]
}

/** Timeshift: one folder a snapshot, named by its time. It lies on a disk of this PC. */
const timeshift = (world: World): Backup[] => {
  const times = ['/timeshift/snapshots', '/run/timeshift/backup/timeshift/snapshots']
    .flatMap((folder) => world.names(folder))
    .map((name) => Date.parse(name.replace(/^(\d{4}-\d{2}-\d{2})_(\d{2})-(\d{2})-(\d{2})$/, '$1T$2:$3:$4')))
    .filter((n) => !Number.isNaN(n))
  return times.length > 0 ? [{ by: 'Timeshift', at: Math.max(...times), apart: false }] : []
}

/** Borg and restic write to their cache each time they copy something. */
const cached = (world: World, by: string, folder: string): Backup[] => {
  const times = world
    .names(folder)
    .filter((n) => /^[0-9a-f]{64}$/.test(n))
    .map((n) =>
      Math.max(
        ...[n, ...world.names(`${folder}/${n}`).map((x) => `${n}/${x}`)].map(
          (p) => world.look(`${folder}/${p}`)?.modified ?? 0,
        ),
      ),
    )
  return times.length > 0 ? [{ by, at: Math.max(...times), apart: null }] : []
}

/** Backups of Linux that leave a trace which the user may read. */
export const linuxBackups = async (world: World): Promise<Backup[]> => [
  ...(await dejaDup(world)),
  ...timeshift(world),
  ...[world.home, '/root'].flatMap((home) => {
    try {
      return [
        ...cached(world, 'Borg', join(home, '.cache/borg')),
        ...cached(world, 'restic', join(home, '.cache/restic')),
      ]
    } catch (error) {
      // Root's own cache is closed to users.
      if (home === '/root' && home !== world.home) return []
      throw error
    }
  }),
]
