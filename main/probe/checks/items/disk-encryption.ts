import { z } from 'zod'
import { type Check, good, mend, part, unknown } from '../check.ts'
import { jsonFrom } from '../readers/json.ts'

/** `lsblk -J`: a tree of block devices (lsblk(8)). */
type Block = { type: string; mountpoints?: (string | null)[]; mountpoint?: string | null; children?: Block[] }
const blockSchema: z.ZodType<Block> = z.lazy(() =>
  z.object({
    type: z.string(),
    mountpoints: z.array(z.string().nullable()).optional(),
    mountpoint: z.string().nullable().optional(),
    children: z.array(blockSchema).optional(),
  }),
)
const treeSchema = z.object({ blockdevices: z.array(blockSchema) })

/** Mount points, and whether each lies in an encrypted container. Pure. */
export const mountsOf = (blocks: readonly Block[], inside = false): { at: string; encrypted: boolean }[] =>
  blocks.flatMap((b) => {
    const encrypted = inside || b.type === 'crypt'
    const own = [...(b.mountpoints ?? []), b.mountpoint ?? null].filter((m) => m !== null)
    return [...own.map((at) => ({ at, encrypted })), ...mountsOf(b.children ?? [], encrypted)]
  })

/** Can a thief read the disk? */
export const diskEncryption: Check = {
  id: 'disk-encryption',
  who: 'desk',
  on: {
    win32: part({
      link: 'ms-settings:deviceencryption',
      // System.Volume.BitLockerProtection, which needs no administrator.
      gather: (world) => world.windows('bitlocker', z.object({ state: z.number().nullable() })),
      judge({ state }) {
        // 1 on, 2 off, 3 encrypting, 4 decrypting, 5 suspended, 6 on and locked; 0 not encryptable.
        if (state === 1 || state === 6) return good()
        if (state === 5) return mend('suspended')
        if (state === 3) return unknown('encrypting')
        return state === 2 || state === 4 || state === 0 ? mend('off') : unknown('part-missing')
      },
    }),
    darwin: part({
      link: 'x-apple.systempreferences:com.apple.settings.PrivacySecurity.extension?FileVault',
      // `true` or `false`, whatever the language (fdesetup(8)).
      gather: async (world) => (await world.tool('fdesetup', ['isactive'], [0, 1])).trim(),
      judge: (active) =>
        active === 'true'
          ? good()
          : active === 'false'
            ? mend('off')
            : unknown('tool-failed', { tool: 'fdesetup' }),
    }),
    linux: part({
      gather: (world) => jsonFrom(world, 'lsblk', ['-J', '-o', 'NAME,TYPE,MOUNTPOINTS'], treeSchema),
      judge({ blockdevices }) {
        const mounts = mountsOf(blockdevices)
        const root = mounts.find((m) => m.at === '/')
        if (!root) return unknown('disk-unknown')
        const home = mounts.find((m) => m.at === '/home') ?? root
        return root.encrypted && home.encrypted ? good() : mend('off')
      },
    }),
  },
}
