import type { UtilityProcess } from 'electron'
import { type ProbeOrder, type ProbePlan, probeReportSchema, type RulesTrust } from '../../contract/probe.ts'
import type { Settings } from '../../contract/settings.ts'
import type { SourceHealth } from '../../contract/state.ts'
import type { ProbeElsewhere, ProbeHooks } from '../../core.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Log } from '../../ports/log.ts'
import type { Paths } from '../../ports/paths.ts'
import { forgivenAfter, restartDelay } from '../../probe/restart-delay.ts'
import type { ElectronApi } from './electron-api.ts'
import { type Excess, excessOf, probeLimits, type Usage } from './probe-limits.ts'

export type ProbeProcessOptions = {
  utilityProcess: ElectronApi['utilityProcess']
  /** Absolute path of the bundled entry. */
  entry: string
  /** What it shall watch, asked at each start. */
  plan: () => ProbePlan
  clock: Clock
  log: Log
  random: () => number
  /** All processes of the app that Electron knows of. */
  appPids: () => number[]
  /** The process ended unexpectedly, or was ended for what it cost. */
  onDeath: (reason: string) => void
  /** Ends a process that does not obey; default SIGKILL. */
  endHard?: (pid: number) => void
}

/** What the probe has to know, out of what the app knows at its start. Pure. */
export const probePlan = (
  paths: Paths,
  guardFolders: string[],
  settings: Settings,
  supportTools: readonly string[] = [],
  rules: RulesTrust | null = null,
): ProbePlan => ({
  ...paths,
  documents: [...paths.documents],
  guardFolders,
  extraFolders: settings.guardFolders,
  canaries: settings.guardCanaries,
  supportTools: [...supportTools],
  rules,
})

const lookEvery = 5000
/** How long an orderly stop may take, in ms. */
const stopPatience = 4000
/** A process that somebody has stopped (SIGSTOP) takes no signal but SIGKILL: it gets this after so many ms. */
const killPatience = 2000
/** Looks that come so much later (ms) than they should: the PC slept, and nothing was said meanwhile. */
const slept = 20_000

const killHard = (pid: number): void => {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It has ended meanwhile.
  }
}

/**
 * Runs the probe in a process of its own, so that no document, however broken, takes the app down. A process that ends, hangs
 * or costs too much is replaced with back-off; until then its sources are shown as being restarted.
 */
export const createProbeProcess =
  ({
    utilityProcess,
    entry,
    plan,
    clock,
    log,
    random,
    appPids,
    onDeath,
    endHard = killHard,
  }: ProbeProcessOptions) =>
  (hooks: ProbeHooks): ProbeElsewhere => {
    const health = new Map<string, SourceHealth>()
    const changes = new Map<string, number>()
    let child: UtilityProcess | null = null
    let looks: Usage[] = []
    let deaths = 0
    let bornAt = 0
    let stopping = false
    let renewing = false
    let excess: Excess | null = null
    let cancelRestart = () => {}
    let stopped = () => {}

    const order = (o: ProbeOrder) => child?.postMessage(o)
    const hear = (message: unknown) => {
      const parsed = probeReportSchema.safeParse(message)
      if (!parsed.success) {
        log.error(`the probe said something unknown: ${parsed.error.message.slice(0, 300)}`)
        return
      }
      const report = parsed.data
      if (report.type === 'ready') order({ type: 'start', plan: plan() })
      else if (report.type === 'finding') hooks.onFinding(report.finding)
      else if (report.type === 'damaged') hooks.onDamaged(report.file)
      else if (report.type === 'changes') changes.set(report.root, report.count)
      else if (report.type === 'health') {
        health.set(report.health.id, report.health)
        hooks.onHealth(report.health)
      } else if (report.type === 'usage') {
        const { rss, cpu } = report
        looks = [...looks.slice(-30), { at: clock.monotonic(), rss, cpu }]
      }
    }
    const ended = (code: number) => {
      child = null
      if (stopping) {
        stopped()
        return
      }
      if (renewing) {
        renewing = false
        return launch()
      }
      deaths = clock.monotonic() - bornAt > forgivenAfter ? 1 : deaths + 1
      const delay = restartDelay(deaths, random())
      log.error(`the probe's process ended with ${code}; again in ${delay} ms`)
      onDeath(excess === null ? `ended with ${code}` : `ended for ${excess}`)
      excess = null
      const since = new Date(clock.now()).toISOString()
      for (const h of health.values())
        hooks.onHealth({ ...h, state: 'restarting', reason: { code: 'stopped-working' }, since })
      cancelRestart = clock.after(delay, launch)
    }
    const launch = () => {
      bornAt = clock.monotonic()
      looks = [{ at: bornAt, rss: 0, cpu: 0 }]
      const mine = utilityProcess.fork(entry, [], {
        serviceName: 'otasuke-probe',
        stdio: 'ignore',
        execArgv: ['--max-semi-space-size=1'],
      })
      child = mine
      mine.on('message', hear)
      mine.once('exit', ended)
    }
    const end = (dying: UtilityProcess) => {
      dying.kill()
      clock.after(killPatience, () => {
        if (child === dying && dying.pid !== undefined) endHard(dying.pid)
      })
    }
    let lastWatch = 0
    const watch = () => {
      const now = clock.monotonic()
      const late = now - lastWatch > lookEvery + slept
      lastWatch = now
      const last = looks.at(-1)
      // Where this clock goes on during sleep, nobody has been silent for hours: the time begins anew.
      if (late && last) looks = [{ ...last, at: now }]
      const found = excessOf(looks, now)
      if (!child || found === null) return
      excess = found
      log.error(
        `the probe's process is ended: ${found} (${JSON.stringify(looks.at(-1))}, ${JSON.stringify(probeLimits)})`,
      )
      looks = []
      end(child)
    }
    let stopWatching = () => {}
    return {
      changes: (root) => changes.get(root) ?? 0,
      renew() {
        if (!child || stopping || renewing) return
        renewing = true
        const old = child
        order({ type: 'stop' })
        clock.after(stopPatience, () => {
          if (child === old) end(old)
        })
      },
      pids: () => [...appPids(), ...(child?.pid ? [child.pid] : [])],
      async start() {
        launch()
        lastWatch = bornAt
        stopWatching = clock.every(lookEvery, watch)
      },
      async stop() {
        stopping = true
        stopWatching()
        cancelRestart()
        if (!child) return
        await new Promise<void>((done) => {
          stopped = done
          order({ type: 'stop' })
          clock.after(stopPatience, () => {
            if (child?.pid !== undefined) endHard(child.pid)
            done()
          })
        })
      },
    }
  }
