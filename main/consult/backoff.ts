/** Limits of the waiting times between tries, in ms. */
export type BackoffLimits = { first: number; cap: number }

export const deskBackoff: BackoffLimits = { first: 2_000, cap: 15 * 60_000 }

/**
 * How long to wait after the `attempts`-th failure in a row (1, 2, …): doubles from `first` to `cap`, of which a random
 * half is taken off so that a thousand PCs do not come back in the same second. `random` is in [0, 1). Pure.
 */
export const backoffDelay = (
  attempts: number,
  random: number,
  limits: BackoffLimits = deskBackoff,
): number => {
  const doubled = limits.first * 2 ** Math.min(Math.max(attempts - 1, 0), 30)
  return Math.round(Math.min(doubled, limits.cap) * (0.5 + random / 2))
}
