import type { z } from 'zod'
import { CannotTell } from '../cannot-tell.ts'
import type { World } from '../world.ts'

/** JSON that a program prints, checked; `CannotTell` where it is something else. */
export const jsonFrom = async <T>(
  world: World,
  file: string,
  args: readonly string[],
  schema: z.ZodType<T>,
): Promise<T> => {
  const out = await world.tool(file, args)
  try {
    return schema.parse(JSON.parse(out))
  } catch {
    throw new CannotTell('tool-failed', { tool: file, detail: 'unexpected JSON' })
  }
}
