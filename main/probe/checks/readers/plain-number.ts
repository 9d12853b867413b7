import { CannotTell } from '../cannot-tell.ts'

/** The number that a program always prints in the same place, whatever the language; `CannotTell` where it is not. */
export const plainNumber = (tool: string, out: string, pattern: RegExp): number => {
  const found = pattern.exec(out)?.[1]
  if (found === undefined) throw new CannotTell('tool-failed', { tool, detail: 'unexpected output' })
  return Number(found)
}
