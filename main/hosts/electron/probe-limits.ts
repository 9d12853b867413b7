/** One look at what the probe's process costs. */
export type Usage = { at: number; rss: number; cpu: number }

export const probeLimits = {
  /** Resident bytes that the process may hold for longer than `patience`. */
  rss: 350 * 1024 * 1024,
  /** Share of one processor core that it may use for longer than `patience`. */
  cpu: 0.9,
  patience: 60_000,
  /** Without a sign of life for so long it hangs. */
  silence: 45_000,
} as const

/** Why the process has to be restarted; null while it behaves. */
export type Excess = 'memory' | 'processor' | 'silent'

/**
 * Judges the looks of one process, oldest first. Short peaks (a first look through all documents) are allowed; only what
 * lasts longer than `patience` counts. Times in ms. Pure.
 */
export const excessOf = (looks: readonly Usage[], now: number): Excess | null => {
  const last = looks.at(-1)
  if (!last) return null
  if (now - last.at > probeLimits.silence) return 'silent'
  const since = looks.findLast((u) => last.at - u.at >= probeLimits.patience)
  if (!since) return null
  const recent = looks.filter((u) => u.at >= since.at)
  if (recent.every((u) => u.rss > probeLimits.rss)) return 'memory'
  if ((last.cpu - since.cpu) / (last.at - since.at) > probeLimits.cpu) return 'processor'
  return null
}
