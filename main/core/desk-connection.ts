import type { Leaving } from '../contract/desk.ts'
import type { Log } from '../ports/log.ts'
import type { CoreOptions, PracticeDesk } from './core-options.ts'
import { createDeskLink, type DeskLink, type DeskLinkOptions } from './desk-link.ts'

/** The way to the desk of this PC: the provider's, the named one, or the practice desk, which it starts and ends. */
export type DeskConnection = {
  /** Never rejects: watching matters more than the desk, so the screen only says that it cannot be reached. */
  start: () => Promise<void>
  stop: () => Promise<void>
  /** Says good-bye. Within two seconds; never rejects. */
  leave: (why: Leaving) => Promise<void>
  /** Try to send now. */
  kick: () => void
  /** The user may have said yes or no to the monthly counts. */
  settingsChanged: () => void
  /** The practice desk's operator page; null with a real desk. */
  operatorLink: () => string | null
}

export type DeskConnectionOptions = {
  options: Pick<CoreOptions, 'deskUrl' | 'profile' | 'startPracticeDesk'>
  /** The practice desk runs, under this name. */
  practiceStarted: (name: string) => void
  unreachable: () => void
  log: Log
  link: Omit<DeskLinkOptions, 'deskUrl' | 'deskName'>
}

export const createDeskConnection = (connection: DeskConnectionOptions): DeskConnection => {
  const { options, log } = connection
  let link: DeskLink | null = null
  let practice: PracticeDesk | null = null
  const connect = async () => {
    const known = options.deskUrl ?? options.profile?.desk.url
    if (!known && !options.profile && options.startPracticeDesk) {
      practice = await options.startPracticeDesk()
      connection.practiceStarted(practice.name)
    }
    const deskUrl = known ?? practice?.url
    // The practice desk takes whatever port is free: by its name it stays the same desk, and this PC the same PC.
    const named = practice ? { deskName: 'practice' } : {}
    if (deskUrl) link = createDeskLink({ ...connection.link, ...named, deskUrl })
  }
  return {
    async start() {
      try {
        await connect()
      } catch (error) {
        log.error(`the desk link could not start: ${String(error)}`)
        connection.unreachable()
      }
    },
    async stop() {
      await link?.stop()
      await practice?.stop()
    },
    leave: async (why) => link?.leave(why),
    kick: () => link?.kick(),
    settingsChanged: () => link?.settingsChanged(),
    operatorLink: () => practice?.operatorLink() ?? null,
  }
}
