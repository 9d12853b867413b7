import { fork, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { ProbeOrder, ProbeReport } from '../../main/contract/probe.ts'
import type { SourceHealth } from '../../main/contract/state.ts'
import { costOf, loadOfMachine, mainSleepsOf, type ProcessCost } from './idle/process-cost.ts'

/**
 * `npm run bench -- idle [SECONDS] [DOCUMENTS] [--office]`: what the probe's own process costs with all watchers and rules on, as it is
 * shipped (bundled), while nothing happens, or beside a busy desk. JSON lines; Linux.
 */
const office = process.argv.includes('--office')
const [seconds = 600, documents = 1000] = process.argv
  .slice(2)
  .filter((a) => a !== '--office')
  .map(Number)
if (!(seconds > 0) || !(documents >= 0)) {
  console.error('npm run bench -- idle [SECONDS, default 600] [DOCUMENTS, default 1000] [--office]')
  process.exit(2)
}
const print = (line: object) => console.log(JSON.stringify(line))
const megabytes = (bytes: number) => Math.round(bytes / 1e5) / 10
const round = (value: number) => Math.round(value * 100) / 100
const pause = (ms: number) => new Promise((done) => setTimeout(done, ms))

const root = resolve(import.meta.dirname, '../..')
const built = spawnSync(
  process.execPath,
  [join(root, 'node_modules/electron-vite/bin/electron-vite.js'), 'build', '--logLevel', 'error'],
  { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] },
)
if (built.status !== 0) process.exit(1)

const folder = mkdtempSync(join(tmpdir(), 'idle-'))
const guarded = join(folder, 'documents')
mkdirSync(guarded)
for (let i = 0; i < documents; i += 1)
  writeFileSync(join(guarded, `note-${i}.txt`), `A note, number ${i}.\n`.repeat(50))

// As Electron starts it, see `main/hosts/electron/probe-process.ts`.
const probe = fork(join(root, 'out/main/probe-process.js'), [], {
  execArgv: ['--max-semi-space-size=1', '--disable-warning=ExperimentalWarning'],
})
const order = (o: ProbeOrder) => probe.send(o)
const health = new Map<string, SourceHealth>()
let findings = 0
const started = performance.now()
probe.on('message', (report: ProbeReport) => {
  if (report.type === 'ready')
    order({
      type: 'start',
      plan: {
        data: folder,
        home: process.env.HOME ?? folder,
        documents: [guarded],
        guardFolders: [guarded],
        extraFolders: [],
        canaries: false,
        supportTools: [],
        rules: null,
      },
    })
  else if (report.type === 'health') health.set(report.health.id, report.health)
  else if (report.type === 'finding') {
    findings += 1
    const { kind, severity, facts } = report.finding
    print({ type: 'finding', kind, severity, facts })
  }
})
const cost = (): ProcessCost => costOf(probe.pid ?? 0)
const ended = once(probe, 'exit')

// The first look at everything is start-up, not idling; ten seconds later its memory is given back.
await pause(Math.min(25_000, seconds * 250))
const settled = cost()
print({
  type: 'start-up',
  seconds: round((performance.now() - started) / 1000),
  cpuSeconds: round(settled.own),
  toolCpuSeconds: round(settled.tools),
  memoryMB: megabytes(settled.resident),
})
for (const { id, state, reason } of health.values())
  print({ type: 'source', id, state, reason: reason?.code ?? null })

const load = office
  ? spawn(process.execPath, [join(root, 'tests/bench/idle/office-load.ts'), guarded], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
  : null
// A look from outside every 40 ms: did the main thread run since? What lies closer together is one wake-up.
let wakeUps = 0
let sleptAt = cost().mainSleeps
let awake = false
const watchWaking = setInterval(() => {
  const sleeps = mainSleepsOf(probe.pid ?? 0)
  if (sleeps !== sleptAt && !awake) wakeUps += 1
  awake = sleeps !== sleptAt
  sleptAt = sleeps
}, 40)
const from = cost()
const at = performance.now()
let peak = 0
let busiest = 0
const measure = setInterval(() => {
  peak = Math.max(peak, cost().resident)
  busiest = Math.max(busiest, loadOfMachine())
}, 5000)
await pause(seconds * 1000)
clearInterval(measure)
clearInterval(watchWaking)
const now = cost()
const span = (performance.now() - at) / 1000
const percent = (key: 'own' | 'tools') => round(((now[key] - from[key]) / span) * 100)
print({
  type: office ? 'office' : 'idle',
  seconds: Math.round(span),
  documents,
  cpuPercentOfOneCore: round(percent('own') + percent('tools')),
  ownPercent: percent('own'),
  toolsPercent: percent('tools'),
  memoryMB: megabytes(now.resident),
  peakMemoryMB: megabytes(Math.max(peak, now.resident)),
  wakeUpsPerSecond: round(wakeUps / span),
  sleepsPerSecond: round((now.mainSleeps - from.mainSleeps) / span),
  sleepsOfAllThreadsPerSecond: round((now.sleeps - from.sleeps) / span),
  findings,
  highestLoadOfMachine: busiest,
  target: { cpuPercentOfOneCore: office ? 3 : 0.5, memoryMB: 100, wakeUpsPerSecond: office ? null : 1 },
})
if (load) {
  let did = ''
  load.stdout.setEncoding('utf8').on('data', (text: string) => {
    did += text
  })
  load.kill()
  await once(load, 'exit')
  print({ type: 'load', did: JSON.parse(did || '{}') as unknown })
}
order({ type: 'stop' })
await ended
rmSync(folder, { recursive: true })
