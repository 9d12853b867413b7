import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as rest } from 'node:timers/promises'
import type { Load } from './benign-loads.ts'
import { has } from './benign-tools.ts'
import { startGuard } from './guarded.ts'
import { assertPlayground, type Playground } from './playground.ts'

export type BenignResult = {
  load: string
  work: string
  /** Severities of what was raised; empty = silent. */
  raised: string[]
  /** Events of each kind, for the engineer. */
  signals: Record<string, number>
  seconds: number
  /** Of one core, by guard and – where it runs in this process – the load. */
  cpuPercent: number
  skipped?: string
}

/** Runs one harmless load beside the guard and tells what was raised. */
export const runLoad = async (p: Playground, load: Load, files: readonly string[]): Promise<BenignResult> => {
  assertPlayground(p.top, p.token, [p.docs, p.outside])
  const missing = load.tools.filter((t) => !has(t))
  const result = { load: load.id, work: load.work, raised: [], signals: {}, seconds: 0, cpuPercent: 0 }
  if (missing.length > 0) return { ...result, skipped: `not installed: ${missing.join(', ')}` }
  const outside = join(p.outside, load.id)
  mkdirSync(outside)
  const guard = await startGuard(p, { pause: false })
  try {
    const cpu = process.cpuUsage()
    const from = performance.now()
    await load.run({ docs: p.docs, outside, files })
    const wall = performance.now() - from
    // The last look at a file comes when it has rested.
    await rest(1500)
    const used = process.cpuUsage(cpu)
    return {
      ...result,
      raised: [...new Set(guard.told.map((t) => `${t.finding.severity} ${t.finding.kind}`))],
      signals: Object.fromEntries(guard.signals),
      seconds: Math.round(wall / 100) / 10,
      cpuPercent: Math.round((used.user + used.system) / 10 / (wall + 1500)),
    }
  } finally {
    await guard.stop()
  }
}
