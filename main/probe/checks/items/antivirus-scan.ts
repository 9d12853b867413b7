import { type Check, daysSince, good, mend, part, unknown } from '../check.ts'
import { otherVendor, protection } from '../readers/antivirus.ts'

const longest = 30

/** Was the whole PC scanned in the last month? */
export const antivirusScan: Check = {
  id: 'antivirus-scan',
  who: 'you',
  on: {
    win32: part({
      link: 'windowsdefender://threat',
      gather: protection,
      judge({ products, defender }, { now }) {
        const other = otherVendor(products)
        if (other) return unknown('other-maker', { name: other.name })
        if (!defender) return unknown('part-missing')
        // A scan that never ran is reported as no time, or as one before 2000.
        if (defender.fullScan === null || defender.fullScan < 946_684_800_000) return mend('never')
        const days = daysSince(defender.fullScan, now)
        return days <= longest ? good({ days }) : mend('old', { days })
      },
    }),
  },
}
