import { z } from 'zod'
import { type Check, good, mend, part } from '../check.ts'
import { iniValue } from '../readers/ini.ts'

/** Win32_OptionalFeature.InstallState: 1 enabled. */
const enabled = 1

/** Is the old file sharing that ransomware spread through switched off? */
export const smb1: Check = {
  id: 'smb1',
  who: 'desk',
  on: {
    win32: part({
      gather: (world) =>
        world.windows('smb1', z.object({ state: z.array(z.number()), server: z.number().nullable() })),
      judge: ({ state, server }) => (state.includes(enabled) && server !== 0 ? mend('on') : good()),
    }),
    linux: part({
      gather: (world) => ({
        samba: world.look('/etc/samba/smb.conf') !== null,
        lowest: ['server min protocol', 'min protocol']
          .map((key) => iniValue(world, ['/etc/samba/smb.conf'], 'global', key))
          .find((value) => value !== null),
      }),
      judge({ samba, lowest }) {
        if (!samba) return null
        // Since Samba 4.11 the lowest is SMB2 unless the file says otherwise (smb.conf(5)).
        return /^(NT1|CORE|LANMAN|COREPLUS)/i.test(lowest ?? '') ? mend('on') : good()
      },
    }),
  },
}
