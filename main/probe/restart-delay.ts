const second = 1000
const minute = 60 * second

/** A source that watched this long (ms) before it died is forgiven its earlier deaths. */
export const forgivenAfter = 2 * minute

/**
 * How long to wait (ms) before the restart that follows the `deaths`-th death in a row (1 = first): doubles from
 * one second to five minutes. `random` in [0, 1) spreads it by a quarter to either side. Pure.
 */
export const restartDelay = (deaths: number, random: number): number =>
  Math.round(Math.min(5 * minute, second * 2 ** Math.min(deaths - 1, 20)) * (0.75 + random / 2))

/** How long to wait (ms) before trying again what cannot be done for now: 20 to 40 minutes. Pure. */
export const retryDelay = (random: number): number => Math.round(20 * minute * (1 + random))
