import { type Check, good, mend, part, unknown } from '../check.ts'
import { otherVendor, protection } from '../readers/antivirus.ts'

/** Does the scanner look at files while they are used? */
export const antivirusRealTime: Check = {
  id: 'antivirus-real-time',
  who: 'you',
  on: {
    win32: part({
      link: 'windowsdefender://threatsettings',
      gather: protection,
      judge({ products, defender }) {
        // Security Center calls another maker's product "on" only while its real-time part runs.
        const other = otherVendor(products)
        if (other) return good({ name: other.name })
        if (!defender) return unknown('part-missing')
        return defender.realTime ? good({ name: 'Microsoft Defender' }) : mend('off')
      },
    }),
  },
}
