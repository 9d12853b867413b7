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

/**
 * Starts a source, starts it again with growing delays when it dies, and tries rarely again what it says it cannot.
 * Each start has its own context: what a stopped one still says is not heard.
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
  let generation = 0
  let running = false
  let deaths = 0
  let bornAt = 0
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
  const stopSource = async () => {
    let cancel = () => {}
    const late = new Promise<void>((done) => {
      cancel = clock.after(stopLimit, () => {
        log.warn(`source ${source.id} did not stop in time`)
        done()
      })
    })
    try {
      await Promise.race([Promise.resolve(source.stop()), late])
    } catch (error) {
      log.warn(`source ${source.id} stopped badly: ${String(error)}`)
    }
    cancel()
  }
  const again = (delay: number) => {
    cancelNext?.()
    cancelNext = clock.after(delay, () => {
      cancelNext = null
      void begin()
    })
  }
  const died = async (reason: Reason) => {
    generation += 1
    deaths = clock.monotonic() - bornAt >= forgivenAfter ? 1 : deaths + 1
    set('restarting', reason)
    await stopSource()
    if (running) again(restartDelay(deaths, random()))
  }
  const begin = async () => {
    if (health.state === 'cannot') await stopSource()
    if (!running) return
    generation += 1
    const mine = generation
    const current = () => running && generation === mine
    bornAt = clock.monotonic()
    try {
      await source.start({
        ...context,
        emit(event) {
          if (!current()) return
          health.events += 1
          emit(event)
        },
        health(state, reason = null) {
          if (!current()) return
          set(state, reason)
          if (state === 'cannot') again(retryDelay(random()))
        },
        died(reason) {
          if (current()) void died(reason)
        },
      })
    } catch (error) {
      if (current()) void died(reasonOf(error))
    }
  }
  return {
    start() {
      running = true
      tell()
      return begin()
    },
    async stop() {
      running = false
      generation += 1
      cancelNext?.()
      await stopSource()
      set('stopped')
    },
    health: () => ({ ...health }),
    dropped() {
      health.dropped += 1
      if (clock.monotonic() - toldAt >= countersEvery) tell()
    },
  }
}
