import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Clock, systemClock } from '../../main/ports/clock.ts'
import { createFileLog } from '../../main/ports/log.ts'
import { nodeRunCommand } from '../../main/ports/run-command.ts'
import { platformDetectors } from '../../main/probe/detectors/registry.ts'
import { createProbe } from '../../main/probe/probe.ts'
import { platformSources } from '../../main/probe/sources/registry.ts'

/** `npm run bench -- idle [SECONDS] [FILES]`: what the probe costs with all watchers on while nothing happens. JSON lines. */
const seconds = Number(process.argv[2] ?? 600)
const documents = Number(process.argv[3] ?? 1000)
if (!(seconds > 0) || !(documents >= 0)) {
  console.error('npm run bench -- idle [SECONDS, default 600] [DOCUMENTS, default 1000]')
  process.exit(2)
}

const folder = mkdtempSync(join(tmpdir(), 'idle-'))
const guarded = join(folder, 'documents')
mkdirSync(guarded)
for (let i = 0; i < documents; i += 1)
  writeFileSync(join(guarded, `note-${i}.txt`), `A note, number ${i}.\n`.repeat(50))

/** CPU seconds of this process and, on Linux, of the tools that it ran (proc(5): cutime, cstime). */
const cpu = (): { own: number; tools: number | null } => {
  const { user, system } = process.cpuUsage()
  let tools: number | null = null
  try {
    const fields = readFileSync('/proc/self/stat', 'utf8').split(') ')[1]?.split(' ') ?? []
    tools = (Number(fields[13]) + Number(fields[14])) / 100
  } catch {
    // Other systems do not tell.
  }
  return { own: (user + system) / 1e6, tools }
}
const print = (line: object) => console.log(JSON.stringify(line))
const megabytes = (bytes: number) => Math.round(bytes / 1e5) / 10

// Timers that fire within 20 ms of each other wake the PC once.
let wakeUps = 0
let woken = 0
const counted = (f: () => void) => () => {
  const now = performance.now()
  if (now - woken > 20) wakeUps += 1
  woken = now
  f()
}
const clock: Clock = {
  ...systemClock,
  after: (ms, f) => systemClock.after(ms, counted(f)),
  every: (ms, f) => systemClock.every(ms, counted(f)),
}

let findings = 0
const probe = createProbe({
  clock,
  run: nodeRunCommand,
  log: createFileLog(join(folder, 'log')),
  paths: { data: folder, home: process.env.HOME ?? folder, documents: [guarded] },
  random: Math.random,
  sources: platformSources(process.platform, { guardFolders: [guarded], canaries: false }),
  detectors: platformDetectors(),
  onFinding(finding) {
    findings += 1
    print({ type: 'finding', kind: finding.kind, severity: finding.severity, facts: finding.facts })
  },
  onHealth() {},
  onDamaged() {},
})

const started = { ...cpu(), at: performance.now() }
await probe.start()
// The first look at everything is start-up, not idling.
await new Promise((done) => setTimeout(done, Math.min(15_000, seconds * 250)))
const settled = cpu()
print({
  type: 'start-up',
  seconds: Math.round((performance.now() - started.at) / 100) / 10,
  cpuSeconds: Math.round((settled.own - started.own) * 1000) / 1000,
  toolCpuSeconds:
    settled.tools === null || started.tools === null
      ? null
      : Math.round((settled.tools - started.tools) * 1000) / 1000,
  memoryMB: megabytes(process.memoryUsage.rss()),
})
for (const { id, state, reason } of probe.health())
  print({ type: 'source', id, state, reason: reason?.code ?? null })

const from = { ...settled, at: performance.now(), wakeUps }
let peak = 0
const measure = setInterval(() => {
  peak = Math.max(peak, process.memoryUsage.rss())
}, 5000)
await new Promise((done) => setTimeout(done, seconds * 1000))
clearInterval(measure)
const now = cpu()
const span = (performance.now() - from.at) / 1000
const own = ((now.own - from.own) / span) * 100
const tools = now.tools === null || from.tools === null ? null : ((now.tools - from.tools) / span) * 100
const percent = (value: number) => Math.round(value * 100) / 100
print({
  type: 'idle',
  seconds: Math.round(span),
  documents,
  cpuPercentOfOneCore: percent(own + (tools ?? 0)),
  ownPercent: percent(own),
  toolsPercent: tools === null ? null : percent(tools),
  memoryMB: megabytes(process.memoryUsage.rss()),
  peakMemoryMB: megabytes(Math.max(peak, process.memoryUsage.rss())),
  wakeUpsPerSecond: percent((wakeUps - from.wakeUps) / span),
  findings,
  target: { cpuPercentOfOneCore: 0.5, memoryMB: 100, wakeUpsPerSecond: 1 },
})
await probe.stop()
rmSync(folder, { recursive: true })
