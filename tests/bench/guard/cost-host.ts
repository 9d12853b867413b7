import { monitorEventLoopDelay } from 'node:perf_hooks'
import { createGuardSource } from '../../../main/probe/sources/guard/guard-source.ts'
import { createRecordingContext, until } from '../../fakes/guard/context.ts'

/**
 * `cost-host.ts FOLDER DATA IDLE_SECONDS`: the guard alone in a process; prints one JSON line with what start and
 * silence have cost.
 */
const [folder, data, idle] = process.argv.slice(2)
const recording = createRecordingContext(data!)
const before = process.memoryUsage.rss()
const delay = monitorEventLoopDelay({ resolution: 5 })
delay.enable()
const percent = (cpu: NodeJS.CpuUsage, ms: number) =>
  Math.round(((cpu.user + cpu.system) / 10 / ms) * 100) / 100
const mb = (bytes: number) => Math.round(bytes / 1024 / 1024)

const from = performance.now()
const source = createGuardSource({ folders: [folder!] })
await source.start(recording.context)
await until('watching', () => recording.health.length > 0, 120_000)
const watchingMs = performance.now() - from
const startCpu = process.cpuUsage()
await until('the baseline', () => recording.lines.some((l) => l.includes('baseline read')), 600_000)
const baselineMs = performance.now() - from
const longestHoldMs = delay.max / 1e6
await new Promise((resolve) => setTimeout(resolve, 3_000))
delay.disable()
globalThis.gc?.()
const cpu = process.cpuUsage()
const quiet = performance.now()
await new Promise((resolve) => setTimeout(resolve, Number(idle) * 1000))
const idleCpu = process.cpuUsage(cpu)
process.stdout.write(
  `${JSON.stringify({
    health: recording.health.at(-1),
    watchingMs: Math.round(watchingMs),
    cpuMsUntilWatching: Math.round((startCpu.user + startCpu.system) / 1000),
    baselineMs: Math.round(baselineMs),
    longestHoldMs: Math.round(longestHoldMs),
    idleSeconds: Number(idle),
    idleCpuPercent: percent(idleCpu, performance.now() - quiet),
    heapMb: mb(process.memoryUsage().heapUsed),
    rssMb: mb(process.memoryUsage.rss()),
    rssBeforeMb: mb(before),
  })}\n`,
)
await source.stop()
process.exit(0)
