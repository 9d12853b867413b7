import type { Finding } from '../../../contract/alert.ts'
import type { NetworkDeviceEvent, StateEvent } from '../../../contract/event.ts'
import { deviceName } from './story.ts'

const minute = 60_000
const maxDevices = 50
/** Below this nobody knows a device's habit yet. */
const linesToKnow = 30
const listenToKnow = 30 * minute
const shortest = 10 * minute
const longest = 12 * 60 * minute

type Voice = {
  name: string
  first: number
  last: number
  lines: number
  gap: number
  silentSince: number | null
}

/** How long a device may be quiet before that is news: four times its longest usual pause, 10 minutes to 12 hours. Pure. */
export const patience = (longestPause: number): number =>
  Math.min(longest, Math.max(shortest, 4 * longestPause))

/**
 * Notices a device that has stopped talking, measured by its own habit. Counts by the time of receipt.
 * While this PC slept nothing could be heard, so that time does not count.
 */
export const createSilence = () => {
  const voices = new Map<string, Voice>()
  let lastTick: number | null = null
  return {
    /** Is there any device whose silence could be noticed? */
    hears: () => voices.size > 0,
    /** A device that used to speak before this app was started: from now on its silence counts. */
    expect({ subject, at, details }: StateEvent) {
      const now = Date.parse(at)
      const { name, longestPauseMs: gap } = details
      if (voices.has(subject) || voices.size >= maxDevices || Number.isNaN(now)) return
      voices.set(subject, {
        name: typeof name === 'string' && name !== '' ? name : subject,
        first: now - listenToKnow,
        last: now,
        lines: linesToKnow,
        gap: typeof gap === 'number' ? gap : 0,
        silentSince: null,
      })
    },
    hear(event: NetworkDeviceEvent) {
      const at = Date.parse(event.ingested ?? event.at)
      const id = event.observer?.sender ?? event.observer?.name ?? ''
      const voice = voices.get(id)
      if (!voice) {
        if (voices.size >= maxDevices) return
        voices.set(id, { name: deviceName(event), first: at, last: at, lines: 1, gap: 0, silentSince: null })
        return
      }
      // A pause that was told about is no habit; else one outage would make the next one go unnoticed.
      if (voice.silentSince === null) voice.gap = Math.max(voice.gap * 0.9999, at - voice.last)
      voice.silentSince = null
      voice.last = Math.max(voice.last, at)
      voice.lines++
      if (event.vendor) voice.name = deviceName(event)
    },
    tick(now: number): Finding[] {
      const asleep = lastTick !== null && now - lastTick > minute ? now - lastTick : 0
      lastTick = now
      const findings: Finding[] = []
      for (const [id, voice] of voices) {
        if (asleep > 0) voice.last += asleep
        const known = voice.lines >= linesToKnow && voice.last - voice.first >= listenToKnow
        const pause = now - voice.last
        if (!known || voice.silentSince !== null || pause <= patience(voice.gap)) continue
        voice.silentSince = voice.last
        const at = new Date(voice.last).toISOString()
        findings.push({
          kind: 'network-silent',
          severity: 'check',
          key: `network-silent:${id}`,
          occurredAt: at,
          lastAt: new Date(now).toISOString(),
          facts: { device: voice.name, minutes: Math.round(pause / minute) },
          evidence: { lines: voice.lines, longestPauseSeconds: Math.round(voice.gap / 1000), lastLineAt: at },
        })
      }
      return findings
    },
  }
}
