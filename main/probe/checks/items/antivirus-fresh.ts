import { type Check, good, mend, part, unknown } from '../check.ts'
import { protection } from '../readers/antivirus.ts'

/** Does the scanner know the newest viruses? */
export const antivirusFresh: Check = {
  id: 'antivirus-fresh',
  who: 'you',
  renews: true,
  on: {
    win32: part({
      link: 'windowsdefender://threat',
      gather: protection,
      judge({ products }) {
        const on = products.find((p) => p.on)
        if (!on) return unknown('antivirus-is-off')
        return on.upToDate ? good({ name: on.name }) : mend('old', { name: on.name })
      },
    }),
  },
}
