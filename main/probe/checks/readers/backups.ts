import { z } from 'zod'
import { CannotTell } from '../cannot-tell.ts'
import type { World } from '../world.ts'
import { linuxBackups } from './linux-backups.ts'
import { entriesOf, listOf, macDefaults, plistFrom } from './plist.ts'
import { windowsPrograms } from './programs.ts'

/** One way in which this PC is copied. `apart` null: nobody could tell where the copy lies. */
export type Backup = { by: string; at: number | null; apart: boolean | null }

/** Makers whose programs keep records of their own, which this app cannot read. */
const otherMakers =
  /Acronis|Veeam Agent|AOMEI Backupper|EaseUS Todo|Macrium Reflect|Paragon Backup|Arcserve|ActiveImage|Backup Exec/i

const windowsSchema = z.object({
  /** FILETIME: 100 ns since 1601, from `ProtectedUpToTime`. */
  fileHistory: z.union([z.number(), z.string()]).nullable(),
  target: z.string().nullable(),
  /** DRIVE_TYPE of the target in Config1.xml: `Removable`, `Fixed`, `Remote`. */
  targetType: z.string().nullable(),
  oneDrive: z.array(z.string()),
  documents: z.string(),
  wbAt: z.number().nullable(),
})
const fileTime = (value: number | string): number => Number(value) / 10_000 - 11_644_473_600_000

const windowsBackups = async (world: World): Promise<Backup[]> => {
  const w = await world.windows('backup', windowsSchema)
  const cloud = w.oneDrive.some((f) => f !== '' && w.documents.toLowerCase().startsWith(f.toLowerCase()))
  const others = (await windowsPrograms(world)).filter((p) => otherMakers.test(p.name))
  return [
    ...(w.fileHistory !== null
      ? [{ by: 'File History', at: fileTime(w.fileHistory), apart: w.target !== null }]
      : []),
    ...(w.wbAt !== null ? [{ by: 'Windows Backup', at: w.wbAt, apart: null }] : []),
    // Documents in OneDrive are copied all the time; OneDrive keeps no date that says when it last ended.
    ...(cloud ? [{ by: 'OneDrive', at: null, apart: true }] : []),
    ...others.map((p) => ({ by: p.name, at: null, apart: null })),
  ]
}

const macBackups = async (world: World): Promise<Backup[]> => {
  const told = await plistFrom(world, 'tmutil', ['destinationinfo', '-X'])
  const destinations = listOf(told.Destinations).map(entriesOf)
  if (destinations.length === 0) return []
  const settings = await macDefaults(world, '/Library/Preferences/com.apple.TimeMachine')
  const dates = listOf(settings.Destinations)
    .flatMap((d) => listOf(entriesOf(d).SnapshotDates))
    .map((d) => Date.parse(String(d)))
    .filter((n) => !Number.isNaN(n))
  // The file is closed to programs without full disk access: then it looks empty.
  if (dates.length === 0) throw new CannotTell('no-permission', { file: 'com.apple.TimeMachine' })
  return [{ by: 'Time Machine', at: Math.max(...dates), apart: true }]
}

/** Every backup that this app can see. */
export const backups = (world: World): Promise<Backup[]> =>
  world.platform === 'win32'
    ? windowsBackups(world)
    : world.platform === 'darwin'
      ? macBackups(world)
      : linuxBackups(world)
