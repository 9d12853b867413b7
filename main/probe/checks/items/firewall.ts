import { z } from 'zod'
import { CannotTell } from '../cannot-tell.ts'
import { type Check, good, mend, part } from '../check.ts'
import { securityProducts } from '../readers/antivirus.ts'
import { hasFilter, linuxFirewall } from '../readers/linux-firewall.ts'
import { plainNumber } from '../readers/plain-number.ts'
import type { World } from '../world.ts'

const profiles = z.array(z.object({ name: z.string(), enabled: z.number(), inbound: z.number() }))
const allow = 2

const windowsFacts = async (world: World) => {
  const own = await world.windows('firewall', profiles)
  try {
    return { own, others: (await securityProducts(world, 'firewallProducts')).filter((p) => p.on) }
  } catch (error) {
    // A server has no Security Center, so no other maker's firewall registers there.
    if (error instanceof CannotTell) return { own, others: [] }
    throw error
  }
}

/** Is the firewall on, for every kind of network? */
export const firewall: Check = {
  id: 'firewall',
  who: 'you',
  on: {
    win32: part({
      link: 'windowsdefender://network',
      gather: windowsFacts,
      judge({ own, others }) {
        if (others[0]) return good({ name: others[0].name })
        // GpoBoolean: 0 False, 1 True; NotConfigured does not occur in the active store.
        const off = own.filter((p) => p.enabled !== 1 || p.inbound === allow)
        if (own.length === 0) throw new CannotTell('part-missing')
        return off.length === 0 ? good() : mend('off', { profiles: off.map((p) => p.name).join(', ') })
      },
    }),
    darwin: part({
      link: 'x-apple.systempreferences:com.apple.Network-Settings.extension?Firewall',
      // Prints `… (State = 0|1|2)`: off, on, on and blocking everything.
      gather: async (world) =>
        plainNumber(
          'socketfilterfw',
          await world.tool('/usr/libexec/ApplicationFirewall/socketfilterfw', ['--getglobalstate']),
          /State = (\d+)/,
        ),
      judge: (state) => (state > 0 ? good() : mend('off', { profiles: 'macOS' })),
    }),
    linux: part({
      who: 'desk',
      gather: linuxFirewall,
      judge(facts) {
        if (facts.manager) return good({ name: facts.manager })
        return hasFilter(facts.rules) ? good({ name: 'nftables' }) : mend('off', { profiles: 'Linux' })
      },
    }),
  },
}
