import { join } from 'node:path'
import { z } from 'zod'
import type { World } from '../world.ts'
import { macDefaults } from './plist.ts'

/** An installed program; `version` and `modified` (ms) are null where nobody could tell. */
export type Program = { name: string; version: string | null; modified: number | null }

/** The Uninstall entries of Windows' registry, as the PowerShell run gives them. */
export const windowsPrograms = (world: World): Promise<Program[]> =>
  world
    .windows('programs', z.array(z.object({ name: z.string(), version: z.string().nullable() })))
    .then((all) => all.map((p) => ({ ...p, version: p.version || null, modified: null })))

/** Bundles in Applications whose name fits; the version comes from each one's `Info.plist`. */
export const macPrograms = async (world: World, fits: (name: string) => boolean): Promise<Program[]> => {
  const found: Program[] = []
  for (const folder of ['/Applications', '/System/Applications', join(world.home, 'Applications')])
    for (const entry of world.names(folder).filter((n) => n.endsWith('.app') && fits(n.slice(0, -4)))) {
      const info = await macDefaults(world, `${folder}/${entry}/Contents/Info`)
      const version = info.CFBundleShortVersionString
      const modified = world.look(`${folder}/${entry}/Contents/MacOS`)?.modified ?? null
      found.push({
        name: entry.slice(0, -4),
        version: typeof version === 'string' ? version : null,
        modified,
      })
    }
  return found
}

const desktopFolders = (world: World) => [
  '/usr/share/applications',
  '/usr/local/share/applications',
  '/var/lib/flatpak/exports/share/applications',
  '/var/lib/snapd/desktop/applications',
  join(world.home, '.local/share/applications'),
  join(world.home, '.local/share/flatpak/exports/share/applications'),
]

/** Programs with a menu entry on Linux, by the entry's file name (Desktop Entry Specification). */
export const linuxPrograms = (world: World): Program[] =>
  desktopFolders(world).flatMap((folder) =>
    world
      .names(folder)
      .filter((n) => n.endsWith('.desktop'))
      .map((n) => ({
        name: n.slice(0, -8),
        version: null,
        modified: world.look(`${folder}/${n}`)?.modified ?? null,
      })),
  )
