import type { PowerMonitor } from 'electron'
import type { Log } from '../../ports/log.ts'

export type PowerHooks = {
  /** The PC woke up or was unlocked: what was missed can be caught up. */
  onWake: () => void
  /** The system goes down: store everything now. Called once. */
  onShutdown: () => void
}

/** Follows sleep, wake, lock and shutdown. */
export const followPower = (
  powerMonitor: Pick<PowerMonitor, 'on'>,
  { onWake, onShutdown }: PowerHooks,
  log: Log,
): void => {
  powerMonitor.on('suspend', () => log.info('the PC goes to sleep'))
  powerMonitor.on('resume', () => {
    log.info('the PC woke up')
    onWake()
  })
  powerMonitor.on('lock-screen', () => log.info('the screen is locked'))
  powerMonitor.on('unlock-screen', () => {
    log.info('the screen is unlocked')
    onWake()
  })
  powerMonitor.on('shutdown', () => {
    log.info('the system shuts down')
    onShutdown()
  })
}
