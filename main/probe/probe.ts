import { join } from 'node:path'
import type { Finding } from '../contract/alert.ts'
import type { Event } from '../contract/event.ts'
import type { SourceHealth } from '../contract/state.ts'
import { type Clock, sharedDelay } from '../ports/clock.ts'
import type { Log } from '../ports/log.ts'
import type { Paths } from '../ports/paths.ts'
import type { RunCommand } from '../ports/run-command.ts'
import { openBookmark } from './bookmark-file.ts'
import type { Detector } from './detectors/detector.ts'
import { createEventQueue } from './event-queue.ts'
import type { Source } from './sources/source.ts'
import { createSupervisor } from './supervisor.ts'

/** The watching part of the app: sources → events → detectors → findings. */
export type Probe = {
  /** Starts every source; resolves when each has been asked to, not when each is watching. */
  start: () => Promise<void>
  /** Stops every source, hands over what is still queued, writes the bookmarks. */
  stop: () => Promise<void>
  health: () => SourceHealth[]
}

export type ProbeOptions = {
  clock: Clock
  run: RunCommand
  log: Log
  paths: Paths
  /** Numbers in [0, 1): spreads restarts. */
  random: () => number
  sources: readonly Source[]
  detectors: readonly Detector[]
  /** Must not throw. */
  onFinding: (finding: Finding) => void
  onHealth: (health: SourceHealth) => void
  /** Hears where a damaged bookmark was moved to. */
  onDamaged: (file: string) => void
  /** Folder of the bookmarks; default `<data>/bookmarks`. */
  bookmarks?: string
}

/** Events that one source may have waiting. */
const room = 20_000
/** Events worked off before other work gets a turn. */
const slice = 500
const tickEvery = 1000

/** Makes the probe. A detector that throws is counted and logged and harms nobody else. */
export const createProbe = (options: ProbeOptions): Probe => {
  const { clock, run, log, paths, random, sources, detectors, onFinding, onHealth, onDamaged } = options
  const folder = options.bookmarks ?? join(paths.data, 'bookmarks')
  const queue = createEventQueue(room)
  const faults = new Map<string, number>()
  const ask = (detector: Detector, work: () => readonly Finding[]) => {
    try {
      for (const finding of work()) onFinding(finding)
    } catch (error) {
      const count = (faults.get(detector.id) ?? 0) + 1
      faults.set(detector.id, count)
      // At 1, 2, 4, 8, …: a fault at every event must not fill the disk.
      if ((count & (count - 1)) === 0)
        log.error(`detector ${detector.id} failed (${count}): ${String(error)}`)
    }
  }
  const ticking = detectors.filter((d) => d.onTick)
  let stopTicks: (() => void) | null = null
  const wanted = () => ticking.some((d) => d.wantsTick?.() ?? true)
  const tick = () => {
    stopTicks = null
    for (const detector of ticking) ask(detector, () => detector.onTick?.(clock.now()) ?? [])
    tickIfWanted()
  }
  const tickIfWanted = () => {
    if (running && !stopTicks && wanted())
      stopTicks = clock.after(sharedDelay(clock.monotonic(), tickEvery), tick)
  }
  let running = false
  let draining = false
  const work = (most: number) => {
    for (const event of queue.take(most))
      for (const detector of detectors)
        if (detector.needs.includes(event.category)) ask(detector, () => detector.onEvent(event))
    tickIfWanted()
  }
  const drain = () => {
    draining = false
    work(slice)
    if (queue.size() > 0) wake()
  }
  const wake = () => {
    if (draining) return
    draining = true
    setImmediate(drain)
  }
  const watched = sources.map((source) => {
    const bookmark = openBookmark({ file: join(folder, `${source.id}.json`), clock, log, onDamaged })
    const supervisor = createSupervisor({
      source,
      clock,
      log,
      random,
      context: { clock, run, log, paths, bookmark },
      emit(event: Event) {
        if (queue.push(event, source.id)) wake()
        else supervisor.dropped()
      },
      onHealth,
    })
    return { bookmark, supervisor }
  })
  return {
    async start() {
      running = true
      tickIfWanted()
      await Promise.all(watched.map(({ supervisor }) => supervisor.start()))
    },
    async stop() {
      await Promise.all(watched.map(({ supervisor }) => supervisor.stop()))
      while (queue.size() > 0) work(slice)
      running = false
      stopTicks?.()
      stopTicks = null
      for (const { bookmark } of watched) bookmark.flush()
    },
    health: () => watched.map(({ supervisor }) => supervisor.health()),
  }
}
