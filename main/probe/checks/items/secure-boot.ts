import { z } from 'zod'
import { type Check, good, mend, part } from '../check.ts'

const variable = '/sys/firmware/efi/efivars/SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c'

/** Does the PC refuse to start a system that was tampered with? PCs without UEFI cannot, so they are not asked. */
export const secureBoot: Check = {
  id: 'secure-boot',
  who: 'desk',
  on: {
    win32: part({
      gather: (world) => world.windows('secureBoot', z.object({ enabled: z.number().nullable() })),
      judge: ({ enabled }) => (enabled === null ? null : enabled === 1 ? good() : mend('off')),
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
