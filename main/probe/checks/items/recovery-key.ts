import { z } from 'zod'
import { type Check, good, mend, part, unknown } from '../check.ts'

/** KeyProtectorType 3: numerical password, what Windows calls the recovery key. */
const numericalPassword = 3

/** Is there a key that opens the encrypted disk when the usual way fails, and is it kept elsewhere? */
export const recoveryKey: Check = {
  id: 'recovery-key',
  who: 'desk',
  on: {
    win32: part({
      link: 'ms-settings:deviceencryption',
      gather: (world) =>
        world.windows(
          'recoveryKey',
          z.object({ backedUpAt: z.number().nullable(), protectors: z.array(z.number()) }),
        ),
      judge({ backedUpAt, protectors }) {
        // Events 845 (Microsoft Entra ID) and 783 (Active Directory): the key was stored there.
        if (backedUpAt !== null) return good({ savedAt: new Date(backedUpAt).toISOString().slice(0, 10) })
        // KeyProtectorType 0 is unknown: an unprotected volume may be listed so.
        if (protectors.every((p) => p === 0)) return null
        return protectors.includes(numericalPassword) ? unknown('key-not-seen') : mend('none')
      },
    }),
    darwin: part({
      gather: async (world) => ({
        active: (await world.tool('fdesetup', ['isactive'], [0, 1])).trim() === 'true',
        // Only the administrator may ask; for others it fails, which is "could not tell".
        personal: (await world.tool('fdesetup', ['haspersonalrecoverykey'])).trim(),
        institutional: (await world.tool('fdesetup', ['hasinstitutionalrecoverykey'])).trim(),
      }),
      judge({ active, personal, institutional }) {
        if (!active) return null
        // The company made this key before it went onto the Mac, so the company has it.
        if (institutional === 'true') return good()
        return personal === 'true' ? unknown('key-not-seen') : mend('none')
      },
    }),
  },
}
