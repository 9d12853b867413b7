import { z } from 'zod'
import { type Check, good, mend, part } from '../check.ts'

/** NoDriveTypeAutoRun: bit 2 stands for removable drives. */
const removable = 0x4

/** Does nothing start by itself when a USB stick is put in? */
export const autorun: Check = {
  id: 'autorun',
  who: 'you',
  on: {
    win32: part({
      link: 'ms-settings:autoplay',
      gather: (world) => {
        const number = z.number().nullable()
        return world.windows('autorun', z.object({ machine: number, user: number, disabled: number }))
      },
      judge({ machine, user, disabled }) {
        const policy = machine ?? user ?? 0
        return disabled === 1 || (policy & removable) !== 0 ? good() : mend('on')
      },
    }),
  },
}
