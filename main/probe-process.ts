import { join } from 'node:path'
import { type ProbePlan, type ProbeReport, probeOrderSchema } from './contract/probe.ts'
import { systemClock } from './ports/clock.ts'
import { createFileLog } from './ports/log.ts'
import { nodeRunCommand } from './ports/run-command.ts'
import { keepMemorySmall } from './ports/settle-memory.ts'
import { createProbe, type Probe } from './probe/probe.ts'
import { isGuardSource } from './probe/sources/guard/guard-source.ts'
import { watchers } from './watchers.ts'

/** How often the process says what it costs, in ms. Also its sign of life. */
const usageEvery = 5000
/** How often a guarded folder's count of changes is told, in ms, while the writer's pause may wait for it … */
const changesEvery = 50
/** … which is so long after an alarm, in ms. At other times nobody asks, and the PC may sleep. */
const changesFor = 120_000

// In Electron a utility process, elsewhere (tests) a child of Node: the same messages either way.
const port = process.parentPort
const send = (report: ProbeReport) => void (port ? port.postMessage(report) : process.send?.(report))

let probe: Probe | null = null

const start = async ({
  guardFolders,
  extraFolders,
  canaries,
  supportTools,
  rules,
  ...places
}: ProbePlan): Promise<void> => {
  const paths = { ...places }
  const { sources, detectors } = watchers(
    paths,
    guardFolders,
    extraFolders,
    canaries ? 'put' : 'remove',
    supportTools,
    rules,
  )
  probe = createProbe({
    clock: systemClock,
    run: nodeRunCommand,
    log: createFileLog(join(paths.data, 'log', 'probe.log')),
    paths,
    random: Math.random,
    sources,
    detectors,
    onFinding(finding) {
      if (finding.kind === 'ransomware') followChanges()
      send({ type: 'finding', finding })
    },
    onHealth: (health) => send({ type: 'health', health }),
    onDamaged: (file) => send({ type: 'damaged', file }),
  })
  const guard = sources.find(isGuardSource)
  const told = new Map<string, number>()
  const tellChanges = () => {
    for (const root of guard?.roots() ?? []) {
      const count = guard?.changes(root) ?? 0
      if (told.get(root) === count) continue
      told.set(root, count)
      send({ type: 'changes', root, count })
    }
  }
  let following: NodeJS.Timeout | null = null
  let until = 0
  const followChanges = () => {
    // Before the finding itself, so that the pause begins with a true count.
    tellChanges()
    until = performance.now() + changesFor
    following ??= setInterval(() => {
      tellChanges()
      if (!following || performance.now() < until) return
      clearInterval(following)
      following = null
    }, changesEvery).unref()
  }
  const tellUsage = () => {
    const { user, system } = process.cpuUsage()
    send({ type: 'usage', rss: process.memoryUsage.rss(), cpu: (user + system) / 1000 })
  }
  systemClock.every(usageEvery, tellUsage)
  await probe.start()
  keepMemorySmall(systemClock)
  tellUsage()
}

const obey = async (message: unknown): Promise<void> => {
  const order = probeOrderSchema.parse(message)
  if (order.type === 'start') return await start(order.plan)
  await probe?.stop()
  send({ type: 'stopped' })
  process.exit(0)
}

const onMessage = (message: unknown) => {
  obey(message).catch((error: unknown) => {
    console.error(error)
    process.exit(1)
  })
}
if (port) port.on('message', ({ data }) => onMessage(data))
else process.on('message', onMessage)
// The app is gone: nobody would hear what is found.
process.on('disconnect', () => process.exit(0))
send({ type: 'ready' })
