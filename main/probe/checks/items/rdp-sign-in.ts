import { type Check, good, mend, part } from '../check.ts'
import { rdpSettings } from '../readers/rdp.ts'

/** Does Remote Desktop ask who it is before it shows anything (NLA)? Off: nothing to ask. */
export const rdpSignIn: Check = {
  id: 'rdp-sign-in',
  who: 'desk',
  on: {
    win32: part({
      link: 'ms-settings:remotedesktop',
      gather: rdpSettings,
      judge: ({ on, nla }) => (!on || nla ? good() : mend('off')),
    }),
  },
}
