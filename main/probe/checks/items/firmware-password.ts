import { z } from 'zod'
import { type Check, good, mend, part, unknown, type Verdict } from '../check.ts'
import type { World } from '../world.ts'

/** Is a password set; null: the maker's firmware does not tell. */
type PasswordSet = boolean | null

const judgePassword = (set: PasswordSet): Verdict =>
  set === null ? unknown('firmware-silent') : set ? good() : mend('none')

/** Makers' drivers show the administrator's password here, readable for all (sysfs-class-firmware-attributes). */
const makers = '/sys/class/firmware-attributes'

const linuxPassword = (world: World): PasswordSet | undefined => {
  if (world.look('/sys/firmware/efi') === null) return undefined
  const told = world
    .names(makers)
    .flatMap((maker) =>
      ['Admin', 'Setup Password'].map((role) =>
        world.read(`${makers}/${maker}/authentication/${role}/is_enabled`)?.trim(),
      ),
    )
    .find((value) => value === '0' || value === '1')
  return told === undefined ? null : told === '1'
}

/**
 * Can others change how the PC starts (another disk, Secure Boot off)? Only whether a password is set is read, never the
 * password. Where the firmware keeps silent (most desktops), nobody could tell.
 */
export const firmwarePassword: Check = {
  id: 'firmware-password',
  who: 'desk',
  on: {
    win32: part<PasswordSet>({
      // Win32_ComputerSystem.AdminPasswordStatus (SMBIOS type 24): 0 disabled, 1 enabled, 2 not implemented, 3 unknown.
      gather: async (world) => {
        const { admin } = await world.windows('firmware', z.object({ admin: z.number().nullable() }))
        return admin === 0 || admin === 1 ? admin === 1 : null
      },
      judge: judgePassword,
    }),
    linux: part<PasswordSet | undefined>({
      gather: linuxPassword,
      judge: (set) => (set === undefined ? null : judgePassword(set)),
    }),
  },
}
