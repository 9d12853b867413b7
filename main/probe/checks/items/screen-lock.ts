import { type Check, good, mend, part, type Verdict } from '../check.ts'
import { linuxLock } from '../readers/linux-lock.ts'
import { plainNumber } from '../readers/plain-number.ts'
import { macDefaults } from '../readers/plist.ts'
import { windowsLock } from '../readers/windows-lock.ts'

const longest = 15 * 60

const judgeSeconds = (seconds: number | null): Verdict => {
  if (seconds === null) return mend('never')
  const minutes = Math.ceil(seconds / 60)
  return seconds <= longest ? good({ minutes }) : mend('late', { minutes })
}

/** Does the screen lock within 15 minutes when nobody works? */
export const screenLock: Check = {
  id: 'screen-lock',
  who: 'you',
  on: {
    win32: part({
      link: 'ms-settings:lockscreen',
      gather: windowsLock,
      judge: ({ lockAfter }) => judgeSeconds(lockAfter),
    }),
    darwin: part({
      link: 'x-apple.systempreferences:com.apple.Lock-Screen-Settings.extension',
      gather: async (world) => ({
        saver: Number((await macDefaults(world, 'com.apple.screensaver', true)).idleTime ?? 0),
        // Minutes; 0: never. The words of `pmset` are names of settings (pmset(1)).
        display: plainNumber('pmset', await world.tool('pmset', ['-g']), /^\s*displaysleep\s+(\d+)/m),
      }),
      judge({ saver, display }) {
        const times = [saver, display * 60].filter((t) => t > 0)
        return judgeSeconds(times.length > 0 ? Math.min(...times) : null)
      },
    }),
    linux: part({
      gather: linuxLock,
      judge: (lock) => (lock === null ? null : judgeSeconds(lock.lockAfter)),
    }),
  },
}
