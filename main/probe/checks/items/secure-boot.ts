import { z } from 'zod'
import { CannotTell } from '../cannot-tell.ts'
import { type Check, good, mend, part } from '../check.ts'

const variable = '/sys/firmware/efi/efivars/SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c'

/**
 * Macs with the T2 chip keep the policy here, readable for all: `%02` full, `%01` medium, `%00` none. (What
 * `system_profiler` prints for it is translated.) Apple silicon keeps it where only `bputil` of an administrator looks.
 */
const macPolicy = '94b73556-2197-4702-82a8-3e1337dafbfb:AppleSecureBootPolicy'

/** Does the PC refuse to start a system that was tampered with? PCs without UEFI cannot, so they are not asked. */
export const secureBoot: Check = {
  id: 'secure-boot',
  who: 'desk',
  on: {
    win32: part({
      gather: (world) => world.windows('secureBoot', z.object({ enabled: z.number().nullable() })),
      judge: ({ enabled }) => (enabled === null ? null : enabled === 1 ? good() : mend('off')),
    }),
    darwin: part({
      async gather(world) {
        const answer = await world.maybe('nvram', [macPolicy], [0, 1])
        if (!answer) throw new CannotTell('tool-missing', { tool: 'nvram' })
        if (answer.code === 1) throw new CannotTell('needs-admin')
        const level = /%(0[0-2])\s*$/.exec(answer.out)?.[1]
        if (!level) throw new CannotTell('tool-failed', { tool: 'nvram', detail: 'unexpected output' })
        return level
      },
      judge: (level) => (level === '02' ? good() : mend('off')),
    }),
    linux: part({
      gather: (world) => ({ uefi: world.look('/sys/firmware/efi') !== null, value: world.bytes(variable) }),
      judge({ uefi, value }) {
        if (!uefi) return null
        // Four bytes of attributes, then the value (efivarfs).
        return value?.at(4) === 1 ? good() : mend('off')
      },
    }),
  },
}
