import type { Event } from '../contract/event.ts'
import type { Reason, SourceHealth } from '../contract/state.ts'
import { type Clock, isoTime } from '../ports/clock.ts'
import type { Log } from '../ports/log.ts'
import { forgivenAfter, restartDelay, retryDelay } from './restart-delay.ts'
import type { Source, SourceContext } from './sources/source.ts'

/** Keeps one source running and knows how it is. */
export type Supervisor = {
  start: () => Promise<void>
  stop: () => Promise<void>
  health: () => SourceHealth
  /** Counts an event that found no room. */
  dropped: () => void
}

export type SupervisorOptions = {
  source: Source
  clock: Clock
  log: Log
  /** Numbers in [0, 1). */
  random: () => number
  /** What the source gets besides `emit`, `health` and `died`. */
  context: Omit<SourceContext, 'emit' | 'health' | 'died'>
  emit: (event: Event) => void
  onHealth: (health: SourceHealth) => void
}

const stopLimit = 5000
/** Counters alone are told at most this often (ms): they change with every event. */
const countersEvery = 10_000

const reasonOf = (error: unknown): Reason => ({
  code: 'stopped-working',
  params: { detail: (error instanceof Error ? error.message : String(error)).slice(0, 200) },
})

/** One start of the source, until it has been stopped. */
type Run = {
  /** What it says counts. */
  heard: boolean
  /** Its marks count: also while it stops. */
  marks: boolean
  bornAt: number
  /** `start` has come back, well or badly. */
  settled: boolean
  started: Promise<void>
  /** Set once the run is being stopped. */
  ended: Promise<void> | null
}

/**
 * Starts a source, starts it again with growing delays when it dies, and tries rarely again what it says it cannot,
 * as long as it says so. There is never more than one run: the next start waits until the last one has come back and
 * has been stopped. Each start has its own context: what a stopped one still says is not heard, and its marks are not
 * kept.
 */
export const createSupervisor = (options: SupervisorOptions): Supervisor => {
  const { source, clock, log, random, context, emit, onHealth } = options
  let health: SourceHealth = {
    id: source.id,
    state: 'starting',
    reason: null,
    since: isoTime(clock.now()),
    events: 0,
    dropped: 0,
  }
  let wanted = false
  let run: Run | null = null
  /** Moves on with every decision; who waited meanwhile and finds another number has been overtaken. */
  let decision = 0
  let deaths = 0
  let cancelNext: (() => void) | null = null
  let toldAt = Number.NEGATIVE_INFINITY
  const tell = () => {
    toldAt = clock.monotonic()
    onHealth({ ...health })
  }
  const set = (state: SourceHealth['state'], reason: Reason | null = null) => {
    const same = health.state === state && JSON.stringify(health.reason) === JSON.stringify(reason)
    if (same) return
    health = { ...health, state, reason, since: isoTime(clock.now()) }
    log.info(
      `source ${source.id}: ${state}${reason ? ` (${reason.code} ${JSON.stringify(reason.params ?? {})})` : ''}`,
    )
    tell()
  }
  const noNext = () => {
    cancelNext?.()
    cancelNext = null
  }
  const again = (delay: number) => {
    noNext()
    cancelNext = clock.after(delay, () => {
      cancelNext = null
      void begin()
    })
  }
  /** Waits for the promise, but no longer than the limit. */
  const inTime = async (work: Promise<void>) => {
    let cancel = () => {}
    const late = new Promise<void>((done) => {
      cancel = clock.after(stopLimit, () => {
        log.warn(`source ${source.id} did not stop in time`)
        done()
      })
    })
    await Promise.race([work, late])
    cancel()
  }
  const stopSource = async () => {
    try {
      await source.stop()
    } catch (error) {
      log.warn(`source ${source.id} stopped badly: ${String(error)}`)
    }
  }
  const end = (ending: Run): Promise<void> => {
    const finish = async () => {
      const early = !ending.settled
      await inTime(stopSource())
      if (early) {
        // What a start still sets up after it was told to stop is stopped when it comes back.
        await ending.started
        await inTime(stopSource())
      }
      ending.marks = false
      run = null
    }
    ending.heard = false
    ending.ended ??= finish()
    return ending.ended
  }
  const died = async (dead: Run, reason: Reason) => {
    decision += 1
    const mine = decision
    noNext()
    deaths = clock.monotonic() - dead.bornAt >= forgivenAfter ? 1 : deaths + 1
    const ended = end(dead)
    set('restarting', reason)
    await ended
    if (mine === decision) again(restartDelay(deaths, random()))
  }
  const contextOf = (mine: Run): SourceContext => ({
    ...context,
    bookmark: {
      read: () => context.bookmark.read(),
      write(value) {
        if (mine.marks) context.bookmark.write(value)
      },
    },
    emit(event) {
      if (!mine.heard) return
      health.events += 1
      emit(event)
    },
    health(state, reason = null) {
      if (!mine.heard) return
      if (state !== 'cannot') noNext()
      // Once set, the next try stands: a source that says at every look that it cannot must not put it off for ever.
      else if (!cancelNext) again(retryDelay(random()))
      set(state, reason)
    },
    died(reason) {
      if (mine.heard) void died(mine, reason)
    },
  })
  const launch = (): Promise<void> => {
    const mine: Run = {
      heard: true,
      marks: true,
      bornAt: clock.monotonic(),
      settled: false,
      started: Promise.resolve(),
      ended: null,
    }
    const start = async () => {
      try {
        await source.start(contextOf(mine))
      } catch (error) {
        if (mine.heard) void died(mine, reasonOf(error))
      }
      mine.settled = true
    }
    run = mine
    mine.started = start()
    return mine.started
  }
  const begin = async () => {
    decision += 1
    const mine = decision
    noNext()
    if (run) await end(run)
    if (mine === decision) await launch()
  }
  return {
    async start() {
      if (wanted) return
      wanted = true
      tell()
      await begin()
    },
    async stop() {
      wanted = false
      decision += 1
      noNext()
      if (run) await inTime(end(run))
      if (!wanted) set('stopped')
    },
    health: () => ({ ...health }),
    dropped() {
      health.dropped += 1
      if (clock.monotonic() - toldAt >= countersEvery) tell()
    },
  }
}
