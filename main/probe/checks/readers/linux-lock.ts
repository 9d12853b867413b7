import { join } from 'node:path'
import { CannotTell } from '../cannot-tell.ts'
import type { World } from '../world.ts'
import { iniValue } from './ini.ts'
import { plainNumber } from './plain-number.ts'
import { hasDesktop } from './systemd.ts'

/** Seconds until the screen locks, null: never; and whether the password is asked. Null: a PC without a desktop. */
export type LinuxLock = { lockAfter: number | null; asks: boolean } | null

const gsettings = async (world: World, schema: string, key: string) =>
  (await world.tool('gsettings', ['get', schema, key])).trim()

/** GNOME by gsettings (GVariant text, not translated), KDE by `kscreenlockerrc`. */
export const linuxLock = async (world: World): Promise<LinuxLock> => {
  if (!hasDesktop(world)) return null
  const desktop = world.env.XDG_CURRENT_DESKTOP ?? ''
  if (/KDE/i.test(desktop)) {
    const file = [join(world.home, '.config/kscreenlockerrc')]
    const value = (key: string) => iniValue(world, file, 'Daemon', key)
    // Plasma's defaults: locks after 5 minutes.
    const on = value('Autolock') !== 'false'
    return {
      lockAfter: on ? Number(value('Timeout') ?? 5) * 60 : null,
      asks: value('LockOnResume') !== 'false',
    }
  }
  if (!/GNOME|Unity|Budgie/i.test(desktop)) throw new CannotTell('desktop-unknown', { name: desktop || '?' })
  const idle = plainNumber(
    'gsettings',
    await gsettings(world, 'org.gnome.desktop.session', 'idle-delay'),
    /(\d+)$/,
  )
  const wait = plainNumber(
    'gsettings',
    await gsettings(world, 'org.gnome.desktop.screensaver', 'lock-delay'),
    /(\d+)$/,
  )
  const asks = (await gsettings(world, 'org.gnome.desktop.screensaver', 'lock-enabled')) === 'true'
  return { lockAfter: asks && idle > 0 ? idle + wait : null, asks }
}
