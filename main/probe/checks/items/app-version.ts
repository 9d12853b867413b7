import { type Check, good, mend, part, unknown } from '../check.ts'
import { compareVersions } from '../readers/versions.ts'
import type { AppFacts } from '../world.ts'

const everywhere = part<AppFacts>({
  gather: (world) => world.app(),
  judge({ version, latest }) {
    if (latest === null) return unknown('no-release-known')
    return compareVersions(version, latest) < 0 ? mend('old', { version, latest }) : good({ version })
  },
})

/** Is this app itself the newest? */
export const appVersion: Check = {
  id: 'app-version',
  who: 'you',
  on: { win32: everywhere, darwin: everywhere, linux: everywhere },
}
