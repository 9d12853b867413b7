import { CannotTell } from '../cannot-tell.ts'
import { type Check, good, mend, part } from '../check.ts'
import { linuxLock } from '../readers/linux-lock.ts'
import { windowsLock } from '../readers/windows-lock.ts'
import type { World } from '../world.ts'

/** Seconds until macOS asks again; null: never. `sysadminctl` writes fixed words to stderr: off, immediate, a number. */
const macDelay = async (world: World): Promise<number | null> => {
  const answer = await world.maybe('sysadminctl', ['-screenLock', 'status'])
  const told = /screenLock (?:is (off)|delay is (immediate|\d+))/.exec(answer?.err ?? '')
  if (!told) throw new CannotTell('tool-failed', { tool: 'sysadminctl', detail: 'unexpected output' })
  return told[1] ? null : told[2] === 'immediate' ? 0 : Number(told[2])
}

/** Is the password asked when the PC wakes? */
export const wakePassword: Check = {
  id: 'wake-password',
  who: 'you',
  on: {
    win32: part({
      link: 'ms-settings:signinoptions',
      gather: windowsLock,
      judge: ({ askAtWake }) => (askAtWake ? good() : mend('off')),
    }),
    darwin: part({
      link: 'x-apple.systempreferences:com.apple.Lock-Screen-Settings.extension',
      gather: macDelay,
      judge: (delay) => (delay !== null && delay <= 300 ? good() : mend('off')),
    }),
    linux: part({
      gather: linuxLock,
      judge: (lock) => (lock === null ? null : lock.asks ? good() : mend('off')),
    }),
  },
}
