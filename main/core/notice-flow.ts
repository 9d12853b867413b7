import type { Clock } from '../ports/clock.ts'

/** Keeps many notifications at once from burying the screen, as after a week in which the PC was off. */
export type NoticeFlow = {
  /** May one more be shown now? False: it is told together with others soon. */
  admits: () => boolean
  stop: () => void
}

/** So many within `within` ms are shown one by one … */
const most = 3
const within = 60_000
/** … and the others together, so many ms after the first of them. */
const gather = 10_000

export const createNoticeFlow = (clock: Clock, tellTogether: (count: number) => void): NoticeFlow => {
  let shown: number[] = []
  let held = 0
  let cancel = () => {}
  const flush = () => {
    const count = held
    held = 0
    shown = [...shown, clock.monotonic()]
    tellTogether(count)
  }
  return {
    admits() {
      const now = clock.monotonic()
      shown = shown.filter((at) => now - at < within)
      if (held === 0 && shown.length < most) {
        shown.push(now)
        return true
      }
      held += 1
      if (held === 1) cancel = clock.after(gather, flush)
      return false
    },
    stop: () => cancel(),
  }
}
