import type { Handlers } from '../contract/api.ts'
import { Failure } from '../contract/failure.ts'
import type { ClosedScreen } from '../contract/screen.ts'
import type { Snapshot } from '../contract/state.ts'
import { isoTime } from '../ports/clock.ts'
import type { RunCommand } from '../ports/run-command.ts'
import type { ScreenPicture } from '../ports/screen-picture.ts'
import { genuineWindow, recentWarnings } from '../present/genuine.ts'
import { closeFullScreenBrowsers } from '../probe/sources/screen/close-full-screen.ts'

export type ScreenHelpOptions = {
  run: RunCommand
  platform: NodeJS.Platform
  snapshot: () => Snapshot
  now: () => number
  /** Absent where the host has no way of its own. */
  screenPicture?: ScreenPicture | undefined
  /** Default: the real way. */
  close?: (options: { run: RunCommand; platform: NodeJS.Platform }) => Promise<ClosedScreen>
}

/**
 * Help with what a stranger's page shows: close it, and tell whether a warning came from this app. Needs no network and
 * no desk. Whoever presses twice gets the answer of the first press: a second look would hit the fresh window.
 */
export const createScreenHelp = ({
  run,
  platform,
  snapshot,
  now,
  screenPicture,
  close = closeFullScreenBrowsers,
}: ScreenHelpOptions): Pick<Handlers, 'screen.close' | 'screen.picture' | 'genuine.check'> => {
  let closing: Promise<ClosedScreen> | null = null
  return {
    'screen.close'() {
      closing ??= close({ run, platform }).finally(() => {
        closing = null
      })
      return closing
    },
    async 'screen.picture'() {
      if (!screenPicture) throw new Failure('not-possible-here', 'this host takes no pictures of the screen')
      const pictures = await screenPicture()
      if (pictures.length === 0) throw new Failure('not-possible-here', 'the system gave no picture')
      return { pictures: pictures.map((p) => ({ base64: Buffer.from(p).toString('base64') })) }
    },
    'genuine.check'() {
      const until = now()
      return {
        alertIds: recentWarnings(snapshot().alerts, until).map((a) => a.id),
        from: isoTime(until - genuineWindow),
        until: isoTime(until),
      }
    },
  }
}
