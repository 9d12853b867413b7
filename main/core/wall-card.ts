import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { AlertStore } from '../alerts/alert-store.ts'
import type { Alert, Finding } from '../contract/alert.ts'
import type { Snapshot } from '../contract/state.ts'
import { cardContent } from '../papers/standing-papers.ts'
import { type Clock, isoTime } from '../ports/clock.ts'
import { wallClock } from '../present/business-calendar.ts'

/** Remembers the emergency card that was printed last, and tells when the one on the wall has become old. */
export type WallCard = {
  /** The card was made just now: it is the one on the wall. */
  made: () => void
  /** Raises `card-old` once for each change of what stands on the card. */
  look: () => void
}

export type WallCardOptions = {
  folder: string
  clock: Clock
  timeZone: string
  snapshot: () => Snapshot
  alerts: AlertStore
  raise: (finding: Finding) => Alert | null
  close: (id: string) => void
}

const kind = 'card-old'
// `told`: what stood in the app when the card was last called old.
const keptSchema = z.object({ content: z.string(), day: z.string(), told: z.string().default('') })

export const createWallCard = (options: WallCardOptions): WallCard => {
  const { folder, clock, timeZone, snapshot, alerts, raise, close } = options
  const file = join(folder, 'wall-card.json')
  const content = () => {
    const { profile, settings: s } = snapshot()
    const contact = { name: s.contact, phone: s.phone, place: s.place, company: s.company, bank: s.bank }
    return cardContent({ profile: profile ?? null, contact })
  }
  const kept = () => {
    try {
      return keptSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
    } catch {
      // No card was made yet, or it is not known which: nothing on the wall can be called old.
      return null
    }
  }
  const keep = (card: z.infer<typeof keptSchema>) => writeFileSync(file, JSON.stringify(card))
  const open = () => alerts.list().filter((a) => a.kind === kind && a.state !== 'closed')
  return {
    made() {
      const day = wallClock(new Date(clock.now()), timeZone).day
      keep({ content: content(), day, told: '' })
      for (const a of open()) close(a.id)
    },
    look() {
      const card = kept()
      const current = content()
      if (!card || [card.content, card.told].includes(current)) return
      const at = isoTime(clock.now())
      const key = `${kind}:${card.day}`
      keep({ ...card, told: current })
      if (open().length > 0) return
      raise({
        kind,
        severity: 'notice',
        key,
        occurredAt: at,
        lastAt: at,
        facts: { day: card.day },
        evidence: {},
      })
    },
  }
}
