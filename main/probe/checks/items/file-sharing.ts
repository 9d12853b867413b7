import { z } from 'zod'
import { type Check, good, mend, part } from '../check.ts'
import { readIni } from '../readers/ini.ts'
import { macServiceOn } from '../readers/mac-services.ts'
import { openPorts } from '../readers/open-ports.ts'

const smbPort = 445

/** Can strangers on the same network see the shared folders? */
export const fileSharing: Check = {
  id: 'file-sharing',
  who: 'you',
  on: {
    win32: part({
      link: 'ms-settings:network-advancedsharing',
      gather: (world) => world.windows('sharing', z.object({ rules: z.number() })),
      judge: ({ rules }) => (rules > 0 ? mend('public') : good()),
    }),
    darwin: part({
      link: 'x-apple.systempreferences:com.apple.Sharing-Settings.extension',
      gather: (world) => macServiceOn(world, 'com.apple.smbd'),
      judge: (on) => (on ? mend('public') : good()),
    }),
    linux: part({
      who: 'desk',
      gather(world) {
        const shares = [...readIni(world.read('/etc/samba/smb.conf') ?? '').entries()]
        const yes = (v: string | undefined) => /^(yes|true|1)$/i.test(v ?? '')
        return {
          listens: openPorts(world).has(smbPort),
          // CUPS's own shares for printer drivers are open by design.
          guests: shares
            .filter(
              ([name, s]) =>
                !['global', 'print$', 'printers'].includes(name) &&
                (yes(s.get('guest ok')) || yes(s.get('public'))),
            )
            .map(([name]) => name),
        }
      },
      judge: ({ listens, guests }) =>
        listens && guests.length > 0 ? mend('guests', { names: guests.join(', ') }) : good(),
    }),
  },
}
