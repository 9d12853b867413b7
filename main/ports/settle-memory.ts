import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type { Clock } from './clock.ts'

/** After this many ms the start, with its schemas, catalogues and first look, or another large piece of work lies behind. */
const settled = 10_000

/**
 * Gives back once, after the start or another large piece of work, what only that needed: V8 itself would hold it for hours, since an app that waits
 * makes no garbage. Measured: 15 MB of 135. From then on the heap grows by a fifth only before it is cleaned again (V8 would let it grow up to
 * fourfold): 8 MB less after three minutes of office work, for 0.1 % of a core (`npm run bench -- idle --office 180`). Returns the function that calls it off.
 */
export const settleMemory = (clock: Pick<Clock, 'after'>): (() => void) =>
  clock.after(settled, () => {
    setFlagsFromString('--heap-growing-percent=20')
    setFlagsFromString('--expose-gc')
    const gc = runInNewContext('gc') as (options: { type: 'major'; flavor: 'last-resort' }) => void
    gc({ type: 'major', flavor: 'last-resort' })
  })
