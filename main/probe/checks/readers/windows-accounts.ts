import { z } from 'zod'
import type { World } from '../world.ts'

const schema = z.array(
  z.object({ name: z.string(), sid: z.string(), enabled: z.boolean(), last: z.number().nullable() }),
)
/** A local account; `rid` is the SID's last number: 500 the built-in administrator, 501 the guest. `last` in ms. */
export type WindowsAccount = { name: string; rid: number; enabled: boolean; last: number | null }

/** Accounts of this Windows, known by number because their names are translated. */
export const windowsAccounts = async (world: World): Promise<WindowsAccount[]> =>
  (await world.windows('accounts', schema)).map(({ sid, ...rest }) => ({
    ...rest,
    rid: Number(sid.split('-').at(-1)),
  }))
