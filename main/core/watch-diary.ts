import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { WatchDiary } from '../papers/facts.ts'
import type { Clock } from '../ports/clock.ts'
import { writeJsonFile } from '../ports/json-file.ts'
import { wallClock } from '../present/business-calendar.ts'

export type WatchDiaryOptions = {
  folder: string
  clock: Clock
  timeZone: string
  /** Records seen since the app started. */
  events: () => number
}

/** Keeps on which days this app has watched, and how many records it saw in each month: for the owner's papers. */
export type KeptWatchDiary = {
  read: () => WatchDiary
  start: () => void
  stop: () => void
}

const diarySchema = z.object({
  since: z.string(),
  /** The last day that was counted. */
  last: z.string(),
  months: z.record(z.string(), z.object({ days: z.number().int(), events: z.number().int() })),
})
type Diary = z.infer<typeof diarySchema>

const monthsKept = 36

export const createWatchDiary = ({ folder, clock, timeZone, events }: WatchDiaryOptions): KeptWatchDiary => {
  const file = join(folder, 'watch-diary.json')
  const load = (today: string): Diary => {
    try {
      return diarySchema.parse(JSON.parse(readFileSync(file, 'utf8')))
    } catch (error) {
      // A damaged diary does not know since when: that is printed as unknown, not as today.
      const missing = (error as { code?: string }).code === 'ENOENT'
      return { since: missing ? today : '', last: '', months: {} }
    }
  }
  const today = () => wallClock(new Date(clock.now()), timeZone).day
  let diary = load(today())
  let counted = 0
  const note = () => {
    const day = today()
    const month = day.slice(0, 7)
    const known = diary.months[month] ?? { days: 0, events: 0 }
    const total = events()
    const months = {
      ...diary.months,
      [month]: {
        // A clock that was set back counts no day twice.
        days: known.days + (day > diary.last ? 1 : 0),
        events: known.events + Math.max(0, total - counted),
      },
    }
    counted = total
    const kept = Object.keys(months).sort().slice(-monthsKept)
    diary = {
      since: diary.since,
      last: [day, diary.last].sort()[1]!,
      months: Object.fromEntries(kept.map((m) => [m, months[m]!])),
    }
    try {
      writeJsonFile(file, diary, { flush: false })
    } catch {
      // Only these counts depend on it; that the folder cannot be written is said elsewhere.
    }
  }
  let stopTimer = () => {}
  return {
    read() {
      note()
      return diary
    },
    start() {
      note()
      stopTimer = clock.every(600_000, note)
    },
    stop() {
      stopTimer()
      note()
    },
  }
}
