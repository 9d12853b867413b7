import { join } from 'node:path'
import type { Finding } from '../contract/alert.ts'
import { Failure } from '../contract/failure.ts'
import type { NewChange, Snapshot } from '../contract/state.ts'
import type { Clock } from '../ports/clock.ts'
import type { Log } from '../ports/log.ts'
import type { Paths } from '../ports/paths.ts'
import type { RunCommand } from '../ports/run-command.ts'
import { openBookmark } from '../probe/bookmark-file.ts'
import { checkedPlatform, checksOf } from '../probe/checks/registry.ts'
import { createCheckRunner } from '../probe/checks/runner.ts'
import { thisWorld } from '../probe/checks/this-world.ts'
import type { AppFacts } from '../probe/checks/world.ts'

export type HealthOptions = {
  clock: Clock
  log: Log
  run: RunCommand
  paths: Paths
  random: () => number
  snapshot: () => Snapshot
  change: (change: NewChange) => void
  raise: (finding: Finding) => void
  /** Hears where damaged results were moved to. */
  onDamaged: (file: string) => void
}

export type Health = {
  start: () => void
  stop: () => Promise<void>
  /** 今すぐ点検: resolves when the run has ended. Throws `not-possible-here` on a system without checks. */
  runNow: () => Promise<null>
  wake: () => void
  /** Hears from the host which version is the newest. */
  newest: (version: string) => void
}

const appFacts = ({ host, settings, sources }: Snapshot, latest: string | null): AppFacts => ({
  version: host.version,
  latest,
  // Only the desktop host registers itself with the system.
  autostart: host.kind === 'electron' ? settings.autostart : null,
  sources,
})

/** The health checks of this PC inside the running app; on a system that has none, only `runNow` says so. */
export const createHealth = (options: HealthOptions): Health => {
  const { clock, log, run, paths, random, snapshot, change, raise, onDamaged } = options
  const { host } = snapshot()
  const platform = checkedPlatform(host.platform)
  if (!platform)
    return {
      start() {},
      async stop() {},
      async runNow() {
        throw new Failure('not-possible-here', `no checks for ${host.platform}`)
      },
      wake() {},
      newest() {},
    }
  let latest: string | null = null
  const memory = openBookmark({ file: join(paths.data, 'checks.json'), clock, log, onDamaged })
  const runner = createCheckRunner({
    checks: checksOf(platform),
    platform,
    world: () => thisWorld({ platform, run, home: paths.home, app: () => appFacts(snapshot(), latest) }),
    clock,
    log,
    random,
    memory,
    onChange: (checks) => change({ type: 'checks', checks }),
    onProgress: (checking) => change({ type: 'checking', checking }),
    onWorse: raise,
  })
  return {
    start: runner.start,
    wake: runner.wake,
    newest(version) {
      latest = version
    },
    async runNow() {
      await runner.runNow()
      return null
    },
    async stop() {
      await runner.stop()
      memory.flush()
    },
  }
}
