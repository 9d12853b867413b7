import { z } from 'zod'
import type { World } from '../world.ts'

const text = z.union([z.string(), z.number()]).nullable()
const schema = z.object({
  active: text,
  secure: text,
  timeout: text,
  policyActive: text,
  policySecure: text,
  policyTimeout: text,
  inactivity: z.number().nullable(),
  delay: z.number().nullable(),
  sleep: z.number().nullable(),
  wake: z.number().nullable(),
})

/** How this Windows locks its screen; times in seconds, null: never. */
export type WindowsLock = { lockAfter: number | null; askAtWake: boolean }

/**
 * Screen saver (policy before the user's own), `InactivityTimeoutSecs`, and the power plan's sleep together with
 * "require a password on wakeup" (CONSOLELOCK; on where nobody set it). `DelayLockInterval` -1 means: never ask.
 */
export const windowsLock = async (world: World): Promise<WindowsLock> => {
  const l = await world.windows('lock', schema)
  const askAtWake = l.wake !== 0 && l.delay !== -1 && l.delay !== 0xffffffff
  const saver =
    String(l.policyActive ?? l.active) === '1' && String(l.policySecure ?? l.secure) === '1'
      ? Number(l.policyTimeout ?? l.timeout)
      : 0
  const times = [saver, l.inactivity ?? 0, askAtWake ? (l.sleep ?? 0) : 0].filter((t) => t > 0)
  return { lockAfter: times.length > 0 ? Math.min(...times) : null, askAtWake }
}
