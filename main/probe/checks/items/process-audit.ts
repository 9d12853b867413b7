import { z } from 'zod'
import { type Check, good, mend, part } from '../check.ts'
import { unitActive } from '../readers/systemd.ts'

/** Is it written down which programs were started? */
export const processAudit: Check = {
  id: 'process-audit',
  who: 'desk',
  on: {
    win32: part({
      gather: async (world) => {
        const services = await world.windows(
          'services',
          z.array(z.object({ name: z.string(), running: z.boolean() })),
        )
        // Sysmon writes them down too, and needs no policy.
        if (services.some((s) => s.running && /^sysmon/i.test(s.name))) return true
        return (await world.windows('processAudit', z.object({ at: z.number().nullable() }))).at !== null
      },
      judge: (on) => (on ? good() : mend('off')),
    }),
    linux: part({
      gather: async (world) => {
        await world.tool('systemctl', ['--version'])
        return unitActive(world, 'auditd.service')
      },
      judge: (on) => (on ? good() : mend('off')),
    }),
  },
}
