import type { AppFacts, World } from '../../../main/probe/checks/world.ts'
import { goodLinux, goodLinuxFiles } from './good-linux.ts'
import { type Files, type MadeUp, madeUpWorld, type Tools } from './world.ts'

export const watching = {
  id: 'x',
  state: 'watching' as const,
  reason: null,
  since: '',
  events: 0,
  dropped: 0,
}
export const goodApp: AppFacts = { version: '1.2.0', latest: '1.2.0', autostart: true, sources: [watching] }

/** What differs from a Linux in good order, the answer it leads to, and the facts of the run before. */
export type LinuxRow = [
  id: string,
  answer: string,
  files: Files,
  tools?: Tools,
  rest?: Partial<MadeUp>,
  previous?: Record<string, string>,
]

/** A Linux in good order but for what is given. */
export const linuxWorld = (files: Files = {}, tools: Tools = {}, rest: Partial<MadeUp> = {}): World =>
  madeUpWorld('linux', {
    app: goodApp,
    env: { XDG_CURRENT_DESKTOP: 'GNOME' },
    ...rest,
    tools: { ...goodLinux, ...tools },
    files: { ...goodLinuxFiles, ...files },
  })
