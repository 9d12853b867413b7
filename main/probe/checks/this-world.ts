import { userInfo } from 'node:os'
import type { RunCommand } from '../../ports/run-command.ts'
import type { Platform } from './check.ts'
import { type AppFacts, createWorld, type World } from './world.ts'

/** The PC that this app runs on. */
export const thisWorld = (options: {
  platform: Platform
  run: RunCommand
  home: string
  app?: () => AppFacts
}): World => {
  const { uid, username } = userInfo()
  return createWorld({ ...options, uid: uid >= 0 ? uid : null, user: username, env: process.env })
}
