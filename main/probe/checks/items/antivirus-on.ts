import { type Check, good, mend, part } from '../check.ts'
import { protection } from '../readers/antivirus.ts'

/** Is a virus scanner on? Products of every maker that registers with Security Center count. */
export const antivirusOn: Check = {
  id: 'antivirus-on',
  who: 'you',
  on: {
    win32: part({
      link: 'windowsdefender://threat',
      gather: protection,
      judge({ products }) {
        const on = products.find((p) => p.on)
        if (on) return good({ name: on.name })
        const expired = products.find((p) => p.expired)
        if (expired) return mend('expired', { name: expired.name })
        return products[0] ? mend('off', { name: products[0].name }) : mend('none')
      },
    }),
  },
}
