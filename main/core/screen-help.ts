import type { Handlers } from '../contract/api.ts'
import { Failure } from '../contract/failure.ts'
import type { ClosedScreen } from '../contract/screen.ts'
import type { Snapshot } from '../contract/state.ts'
import { isoTime } from '../ports/clock.ts'
import type { RunCommand } from '../ports/run-command.ts'
import type { ScreenPicture } from '../ports/screen-picture.ts'
import { genuineWindow } from '../present/genuine.ts'
import { closeFullScreenBrowsers } from '../probe/sources/screen/close-full-screen.ts'
import { endBrowsers } from '../probe/sources/screen/end-browsers.ts'
import type { ToldNotices } from './told-notices.ts'

export type ScreenHelpOptions = {
  run: RunCommand
  platform: NodeJS.Platform
  snapshot: () => Snapshot
  now: () => number
  /** What this app has told lately. */
  told: ToldNotices['lately']
  /** Absent where the host has no way of its own. */
  screenPicture?: ScreenPicture | undefined
  /** Default: the real way. */
  close?: CloseScreen
  /** Default: the real way. */
  end?: CloseScreen
}
type CloseScreen = (options: { run: RunCommand; platform: NodeJS.Platform }) => Promise<ClosedScreen>

/** Milliseconds for which an answer is worth showing. */
const fresh = 60_000

/**
 * Help with what a stranger's page shows: close it, and tell whether a warning came from this app. Needs no network and
 * no desk. Whoever presses twice gets the answer of the first press: a second look would hit the fresh window.
 */
export const createScreenHelp = ({
  run,
  platform,
  snapshot,
  now,
  told,
  screenPicture,
  close = closeFullScreenBrowsers,
  end = endBrowsers,
}: ScreenHelpOptions): Pick<
  Handlers,
  'screen.close' | 'screen.closed' | 'browsers.end' | 'screen.picture' | 'genuine.check'
> => {
  let last: { at: number; result: ClosedScreen } | null = null
  /** At most one at a time. */
  const once = (way: CloseScreen) => {
    let closing: Promise<ClosedScreen> | null = null
    return () => {
      closing ??= way({ run, platform })
        .then((result) => {
          last = { at: now(), result }
          return result
        })
        .finally(() => {
          closing = null
        })
      return closing
    }
  }
  return {
    'screen.close': once(close),
    'browsers.end': once(end),
    'screen.closed': () => (last && Math.abs(now() - last.at) <= fresh ? last.result : null),
    async 'screen.picture'() {
      if (!screenPicture) throw new Failure('not-possible-here', 'this host takes no pictures of the screen')
      const pictures = await screenPicture()
      if (pictures.length === 0) throw new Failure('not-possible-here', 'the system gave no picture')
      return { pictures: pictures.map((p) => ({ base64: Buffer.from(p).toString('base64') })) }
    },
    'genuine.check'() {
      const until = now()
      const alerts = new Set(snapshot().alerts.map((a) => a.id))
      const lately = told()
      return {
        alertIds: lately.filter((n) => alerts.has(n.id)).map((n) => n.id),
        notices: lately
          .filter((n) => !alerts.has(n.id))
          .map(({ id, title, at }) => ({ id, title, at: isoTime(at) })),
        from: isoTime(until - genuineWindow),
        until: isoTime(until),
      }
    },
  }
}
