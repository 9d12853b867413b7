import { z } from 'zod'
import type { NetworkDeviceEvent } from './event.ts'

/** One UTM, router or firewall that this PC hears. Times are ISO 8601, UTC. */
export const networkDeviceSchema = z.object({
  /** Its own name, else the address it sends from. */
  id: z.string(),
  /** As recognised in its lines; empty where they do not tell. */
  vendor: z.string(),
  product: z.string(),
  since: z.string(),
  lastLineAt: z.string(),
  lines: z.number().int(),
  unreadable: z.number().int(),
})

/** What this PC honestly knows of the office's network: since when it listens, what it reads, and what not. */
export const networkStatusSchema = z.object({
  /** The first line heard since the app started; null: none yet. */
  since: z.string().nullable(),
  lastLineAt: z.string().nullable(),
  /** The local day (`2026-11-23`) that the three counts are about. */
  day: z.string(),
  linesToday: z.number().int(),
  blockedToday: z.number().int(),
  unreadableToday: z.number().int(),
  /** The busiest last; at most 20. */
  devices: z.array(networkDeviceSchema),
  /** Lines of devices beyond those 20, since the start. */
  otherLines: z.number().int(),
})
export type NetworkStatus = z.infer<typeof networkStatusSchema>
type NetworkDevice = z.infer<typeof networkDeviceSchema>

const maxDevices = 20

/** The local day of a time. `offsetMinutes`: how far local time is ahead of UTC. Pure. */
export const localDay = (ms: number, offsetMinutes: number): string =>
  new Date(ms + offsetMinutes * 60_000).toISOString().slice(0, 10)

/** Counts lines as they come. Bounded memory; the time of receipt decides the day, because device clocks lie. */
export type NetworkTally = {
  add: (event: NetworkDeviceEvent) => void
  /** The status at `now` (ms): a new day starts with zeros even when nothing was heard. */
  status: (now: number) => NetworkStatus
}

/** Starts a tally. `offsetMinutes(ms)` tells how far local time is ahead of UTC then. */
export const createNetworkTally = (offsetMinutes: (ms: number) => number): NetworkTally => {
  const devices = new Map<string, NetworkDevice>()
  const counts = { day: '', lines: 0, blocked: 0, unreadable: 0 }
  let since: string | null = null
  let lastLineAt: string | null = null
  let otherLines = 0
  const turnDay = (ms: number) => {
    const day = localDay(ms, offsetMinutes(ms))
    if (day !== counts.day) Object.assign(counts, { day, lines: 0, blocked: 0, unreadable: 0 })
  }
  return {
    add(event) {
      const at = event.ingested ?? event.at
      turnDay(Date.parse(at))
      counts.lines++
      if (event.action === 'blocked') counts.blocked++
      if (event.kind === 'unreadable') counts.unreadable++
      since ??= at
      lastLineAt = at
      const id = event.observer?.name ?? event.observer?.sender ?? event.observer?.address ?? '?'
      let device = devices.get(id)
      if (!device) {
        if (devices.size >= maxDevices) {
          otherLines++
          return
        }
        device = { id, vendor: '', product: '', since: at, lastLineAt: at, lines: 0, unreadable: 0 }
        devices.set(id, device)
      }
      device.lines++
      device.lastLineAt = at
      if (event.kind === 'unreadable') device.unreadable++
      else if (event.vendor) {
        device.vendor = event.vendor
        device.product = event.product
      }
    },
    status(now) {
      turnDay(now)
      return {
        since,
        lastLineAt,
        day: counts.day,
        linesToday: counts.lines,
        blockedToday: counts.blocked,
        unreadableToday: counts.unreadable,
        devices: [...devices.values()].map((d) => ({ ...d })).sort((a, b) => a.lines - b.lines),
        otherLines,
      }
    },
  }
}
