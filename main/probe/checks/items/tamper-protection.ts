import { type Check, good, mend, part, unknown } from '../check.ts'
import { otherVendor, protection } from '../readers/antivirus.ts'

/** Can a program switch Defender off behind the user's back? Other makers do not tell. */
export const tamperProtection: Check = {
  id: 'tamper-protection',
  who: 'you',
  on: {
    win32: part({
      link: 'windowsdefender://threatsettings',
      gather: protection,
      judge({ products, defender }) {
        const other = otherVendor(products)
        if (other) return unknown('other-maker', { name: other.name })
        if (!defender) return unknown('part-missing')
        return defender.tamper ? good() : mend('off')
      },
    }),
  },
}
