import { z } from 'zod'
import { type DeskUpdate, deskBase } from '../../contract/desk.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Http } from '../../ports/http.ts'
import type { Log } from '../../ports/log.ts'
import { backoffDelay } from '../backoff.ts'
import type { DeskLinkStore } from '../desk-link-store.ts'
import { callDesk } from './desk-call.ts'
import { openPushStream, type ReadUpdate, readUpdate } from './push-stream.ts'

export type UpdatesOptions = {
  http: Http
  clock: Clock
  log: Log
  link: DeskLinkStore
  deskUrl: string
  token: () => string | null
  random: () => number
  /** May throw (disk full): the update is then asked for again later. */
  onUpdate: (update: DeskUpdate) => void
  onReachable: (reachable: boolean) => void
  /** The desk does not know this PC any more. */
  onUnknownDevice: () => void
}

/** Takes in what the desk says: by event stream, and by asking while there is none. */
export type Updates = { start: () => void; stop: () => void; kick: () => void }

// A stream that is open but held back by a proxy would stay silent for ever: ask now and then all the same.
const pollEvery = 5 * 60_000
const reopenLimits = { first: 1_000, cap: 60_000 }
const pageSchema = z.object({ updates: z.array(z.unknown()) })

export const createUpdates = (options: UpdatesOptions): Updates => {
  const { http, clock, log, link, deskUrl, token, random, onUpdate, onReachable, onUnknownDevice } = options
  let running = false
  let polling = false
  let failures = 0
  let closeStream: (() => void) | null = null
  let cancelReopen = () => {}
  let cancelPoll = () => {}

  const take = ({ cursor, update }: ReadUpdate): boolean => {
    if (cursor <= link.cursor()) return true
    try {
      if (update) onUpdate(update)
      link.advance(cursor)
      return true
    } catch (error) {
      log.error(`an update of the desk could not be stored: ${String(error)}`)
      return false
    }
  }

  const poll = async (): Promise<void> => {
    const bearer = token()
    if (polling || !running || !bearer) return
    polling = true
    for (let more = true; more && running; ) {
      const result = await callDesk({
        http,
        method: 'GET',
        url: `${deskUrl}${deskBase}/updates?after=${link.cursor()}`,
        headers: { authorization: `Bearer ${bearer}` },
        answer: pageSchema,
      })
      if (!running) break
      const read = result.kind === 'ok' ? result.body.updates.map(readUpdate) : []
      if (result.kind === 'unknown-device') onUnknownDevice()
      else onReachable(result.kind === 'ok' && !read.includes(null))
      more = read.length > 0 && read.every((r) => r !== null && take(r))
    }
    polling = false
  }

  const open = (): void => {
    const bearer = token()
    if (!running || closeStream || !bearer) return
    cancelReopen()
    closeStream = openPushStream({
      http,
      deskUrl,
      token: bearer,
      after: link.cursor(),
      onOpen() {
        failures = 0
        onReachable(true)
      },
      onUpdate: take,
      onEnd(nonsense) {
        closeStream = null
        failures += 1
        if (nonsense) log.warn('the desk sent nonsense on its stream')
        cancelReopen = clock.after(backoffDelay(failures, random(), reopenLimits), open)
        void poll()
      },
    })
  }

  return {
    start() {
      if (running) return
      running = true
      cancelPoll = clock.every(pollEvery, () => void poll())
      open()
    },
    stop() {
      running = false
      cancelReopen()
      cancelPoll()
      closeStream?.()
      closeStream = null
    },
    kick() {
      failures = 0
      if (running && !closeStream) open()
    },
  }
}
