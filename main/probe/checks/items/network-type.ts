import { z } from 'zod'
import { type Check, good, mend, part } from '../check.ts'
import { windowsWifi } from '../readers/wifi.ts'

/** NetworkCategory: 0 public, 1 private, 2 the company's domain. */
const privateNetwork = 1

/** Does this PC hide from others on a Wi-Fi that anybody may join? */
export const networkType: Check = {
  id: 'network-type',
  who: 'you',
  on: {
    win32: part({
      link: 'ms-settings:network-wifi',
      gather: async (world) => ({
        networks: await world.windows(
          'networks',
          z.array(z.object({ name: z.string(), category: z.number() })),
        ),
        wifi: await windowsWifi(world),
      }),
      judge({ networks, wifi }) {
        if (networks.length === 0) return null
        const trusted = networks.some((n) => n.category === privateNetwork)
        return wifi?.security === 'open' && trusted ? mend('private', { name: wifi.name }) : good()
      },
    }),
  },
}
