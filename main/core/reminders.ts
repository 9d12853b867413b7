import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AlertStore } from '../alerts/alert-store.ts'
import type { Alert, Finding } from '../contract/alert.ts'
import type { Profile } from '../contract/profile.ts'
import { type Clock, isoTime } from '../ports/clock.ts'
import { wallClock } from '../present/business-calendar.ts'
import { remindersOf } from '../present/reminders.ts'

/** Reminds of ends of contracts, and asks who is in charge when nobody has looked for long. */
export type Reminders = {
  /** Somebody has opened the page. */
  opened: () => void
  start: () => void
  stop: () => void
}

export type RemindersOptions = {
  folder: string
  clock: Clock
  profile: Profile | null
  timeZone: string
  alerts: AlertStore
  raise: (finding: Finding) => Alert | null
  /** Looked at together with the reminders. */
  also?: () => void
}

export const createReminders = ({
  folder,
  clock,
  profile,
  timeZone,
  alerts,
  raise,
  also = () => {},
}: RemindersOptions): Reminders => {
  const file = join(folder, 'last-opened.txt')
  const today = () => wallClock(new Date(clock.now()), timeZone).day
  const read = (): string | null => {
    try {
      const day = readFileSync(file, 'utf8').trim()
      return /^\d{4}-\d{2}-\d{2}$/.test(day) ? day : null
    } catch {
      return null
    }
  }
  const opened = () => {
    if (read() === today()) return
    try {
      writeFileSync(file, `${today()}\n`)
    } catch {
      // Only the reminder depends on it; that the folder cannot be written is said elsewhere.
    }
  }
  const look = () => {
    // The first day counts from the installation, not from never.
    if (read() === null) opened()
    const at = isoTime(clock.now())
    const told = new Set(alerts.list().map((a) => a.key))
    for (const f of remindersOf({ today: today(), profile, lastOpened: read(), at }))
      if (!told.has(f.key)) raise(f)
    also()
  }
  let stopTimer = () => {}
  return {
    opened,
    start() {
      look()
      stopTimer = clock.every(6 * 3600_000, look)
    },
    stop: () => stopTimer(),
  }
}
