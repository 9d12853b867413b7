import { z } from 'zod'
import type { World } from '../world.ts'

const number = z.number().nullable()
const schema = z.object({ deny: number, policyDeny: number, nla: number, policyNla: number })

/** Is Remote Desktop on, and does it ask for the password before it shows a screen (NLA)? Policy wins. */
export const rdpSettings = async (world: World): Promise<{ on: boolean; nla: boolean }> => {
  const { deny, policyDeny, nla, policyNla } = await world.windows('rdp', schema)
  return { on: (policyDeny ?? deny ?? 1) === 0, nla: (policyNla ?? nla ?? 1) === 1 }
}
