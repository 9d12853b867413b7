import { type Check, good, mend, part, unknown, type Verdict } from '../check.ts'
import { macPrograms, type Program, windowsPrograms } from '../readers/programs.ts'
import { isRated, weakPrograms } from '../readers/weak-versions.ts'

const judgePrograms = (programs: readonly Program[]): Verdict => {
  const rated = programs.filter((p) => isRated(p.name))
  const weak = weakPrograms(rated)
  if (weak.length > 0)
    return mend('weak', { names: [...new Set(weak.map((w) => `${w.name} ${w.version}`))].join(', ') })
  if (rated.length > 0 && rated.every((p) => p.version === null)) return unknown('no-versions')
  return good({ programs: rated.length })
}

/**
 * Have the programs that offices use no published weak point? On Linux they are mended together with the system
 * (`updates-installed`).
 */
export const appsUpdated: Check = {
  id: 'apps-updated',
  who: 'you',
  on: {
    win32: part({ link: 'ms-settings:appsfeatures', gather: windowsPrograms, judge: judgePrograms }),
    darwin: part({ gather: (world) => macPrograms(world, isRated), judge: judgePrograms }),
  },
}
