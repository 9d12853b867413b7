import { type Check, good, mend, part } from '../check.ts'
import { windowsAccounts } from '../readers/windows-accounts.ts'

const builtIn = 500

/** Is the account that every attacker knows switched off? */
export const builtInAdministrator: Check = {
  id: 'built-in-administrator',
  who: 'desk',
  on: {
    win32: part({
      gather: windowsAccounts,
      judge: (accounts) => (accounts.some((a) => a.rid === builtIn && a.enabled) ? mend('on') : good()),
    }),
  },
}
