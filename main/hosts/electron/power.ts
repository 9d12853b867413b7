import type { PowerMonitor } from 'electron'
import type { Log } from '../../ports/log.ts'

export type PowerHooks = {
  onSleep: () => void
  /** The PC woke up, was unlocked or belongs to this user again: what was missed can be caught up. */
  onWake: () => void
  /** The system goes down: store everything now. Called once. */
  onShutdown: () => void
}

/** Follows sleep, wake, lock, the change of users (macOS; Windows locks the screen for it) and shutdown. */
export const followPower = (
  powerMonitor: Pick<PowerMonitor, 'on'>,
  { onSleep, onWake, onShutdown }: PowerHooks,
  log: Log,
): void => {
  powerMonitor.on('suspend', () => {
    log.info('the PC goes to sleep')
    onSleep()
  })
  powerMonitor.on('resume', () => {
    log.info('the PC woke up')
    onWake()
  })
  powerMonitor.on('lock-screen', () => log.info('the screen is locked'))
  powerMonitor.on('unlock-screen', () => {
    log.info('the screen is unlocked')
    onWake()
  })
  powerMonitor.on('user-did-resign-active', () => log.info('another user is at the screen'))
  powerMonitor.on('user-did-become-active', () => {
    log.info('this user is at the screen again')
    onWake()
  })
  powerMonitor.on('shutdown', () => {
    log.info('the system shuts down')
    onShutdown()
  })
}
