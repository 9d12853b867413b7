import type { Finding } from '../../contract/alert.ts'
import type { Event, EventCategory } from '../../contract/event.ts'

/**
 * Turns events into findings. Pure apart from its own memory, which is bounded: no clock, no file, no network.
 * Times come with the events (`at`) and with `onTick`.
 */
export type Detector = {
  /** Stable, kebab-case: `password-guessing`. */
  id: string
  /** Which events it wants to see. */
  needs: readonly EventCategory[]
  onEvent: (event: Event) => readonly Finding[]
  /** Called about once a second with the present time (ms since 1970), for detectors that judge by silence. */
  onTick?: (now: number) => readonly Finding[]
  /** Says whether ticks are wanted now; asked after events and ticks. Without it they come all the time. */
  wantsTick?: () => boolean
}
