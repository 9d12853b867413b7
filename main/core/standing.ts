import type { Snapshot } from '../contract/state.ts'
import { createReminders, type Reminders, type RemindersOptions } from './reminders.ts'
import { createWallCard, type WallCard } from './wall-card.ts'
import { createWatchDiary, type KeptWatchDiary } from './watch-diary.ts'

/** What goes on beside incidents: reminders, the card on the wall, the diary of the watching. */
export type Standing = Reminders & { card: WallCard; diary: KeptWatchDiary }

export type StandingOptions = RemindersOptions & {
  snapshot: () => Snapshot
  close: (id: string) => void
}

export const createStanding = (options: StandingOptions): Standing => {
  const { snapshot } = options
  const card = createWallCard(options)
  const diary = createWatchDiary({
    ...options,
    events: () => snapshot().sources.reduce((sum, s) => sum + s.events, 0),
  })
  const reminders = createReminders({ ...options, also: card.look })
  return {
    card,
    diary,
    opened: reminders.opened,
    start() {
      reminders.start()
      diary.start()
    },
    stop() {
      reminders.stop()
      diary.stop()
    },
  }
}
