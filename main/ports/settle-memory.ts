import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type { Clock } from './clock.ts'

/** After this many ms the start, with its schemas, catalogues and first look, or another large piece of work lies behind. */
const settled = 10_000
/** Each time (ms) takes about 70 ms of a core and gives back about 6 MB: 0.01 % of a core. */
const cleanEvery = 10 * 60_000

const clean = (): void => {
  setFlagsFromString('--heap-growing-percent=20')
  setFlagsFromString('--expose-gc')
  const gc = runInNewContext('gc') as (options: { type: 'major'; flavor: 'last-resort' }) => void
  gc({ type: 'major', flavor: 'last-resort' })
}

/**
 * Gives back once, after the start or another large piece of work, what only that needed: V8 itself would hold it for hours, since an app that waits
 * makes no garbage. Measured: 15 MB of 135. From then on the heap grows by a fifth only before it is cleaned again (V8 would let it grow up to
 * fourfold): 8 MB less after three minutes of office work, for 0.1 % of a core (`npm run bench -- idle --office 180`).
 */
export const settleMemory = (clock: Pick<Clock, 'after'>): void => {
  clock.after(settled, clean)
}

/**
 * The same for as long as a process runs: what an app that waits makes of garbage is little, but nothing of it is given back until much has
 * gathered, and an office PC stays on for days.
 */
export const keepMemorySmall = (clock: Pick<Clock, 'after' | 'every'>): void => {
  settleMemory(clock)
  clock.every(cleanEvery, clean)
}
