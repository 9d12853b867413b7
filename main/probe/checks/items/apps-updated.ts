import { type Check, good, mend, type Platform, part, unknown, type Verdict } from '../check.ts'
import { macPrograms, type Program, windowsPrograms } from '../readers/programs.ts'
import { isRated, weakPrograms } from '../readers/weak-versions.ts'

const judgePrograms = (programs: readonly Program[], platform: Platform): Verdict => {
  const rated = programs.filter((p) => isRated(p.name, platform))
  const weak = weakPrograms(rated, platform)
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
    win32: part({
      link: 'ms-settings:appsfeatures',
      gather: windowsPrograms,
      judge: (programs) => judgePrograms(programs, 'win32'),
    }),
    darwin: part({
      gather: (world) => macPrograms(world, (name) => isRated(name, 'darwin')),
      judge: (programs) => judgePrograms(programs, 'darwin'),
    }),
  },
}
