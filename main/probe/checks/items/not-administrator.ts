import { z } from 'zod'
import { CannotTell } from '../cannot-tell.ts'
import { type Check, good, mend, part, unknown } from '../check.ts'

/** BUILTIN\Administrators, the same number in every language; listed too where UAC has cut it from the token. */
const administrators = 'S-1-5-32-544'
/** Group `admin` of macOS. */
const macAdmin = '80'

/** Does daily work run without the rights that a virus wants? */
export const notAdministrator: Check = {
  id: 'not-administrator',
  who: 'desk',
  on: {
    win32: part({
      link: 'ms-settings:otherusers',
      gather: (world) =>
        world.windows('groups', z.object({ sids: z.array(z.string()), exit: z.number().nullable() })),
      judge({ sids, exit }) {
        if (exit !== 0 || sids.length === 0) return unknown('tool-failed', { tool: 'whoami' })
        return sids.includes(administrators) ? mend('admin') : good()
      },
    }),
    darwin: part({
      link: 'x-apple.systempreferences:com.apple.Users-Groups-Settings.extension',
      gather: async (world) => (await world.tool('id', ['-G'])).trim().split(/\s+/),
      judge: (groups) => (groups.includes(macAdmin) ? mend('admin') : good()),
    }),
    linux: part({
      gather(world) {
        if (world.uid === null) throw new CannotTell('tool-failed', { tool: 'getuid' })
        return world.uid
      },
      // A member of `sudo` types the password each time; only root itself works without asking.
      judge: (uid) => (uid === 0 ? mend('admin') : good()),
    }),
  },
}
