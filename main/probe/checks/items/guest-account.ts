import { type Check, good, mend, part } from '../check.ts'
import { isOn, macDefaults } from '../readers/plist.ts'
import { windowsAccounts } from '../readers/windows-accounts.ts'

const guest = 501

/** Can anybody come in as a guest? */
export const guestAccount: Check = {
  id: 'guest-account',
  who: 'desk',
  on: {
    win32: part({
      gather: windowsAccounts,
      judge: (accounts) => (accounts.some((a) => a.rid === guest && a.enabled) ? mend('on') : good()),
    }),
    darwin: part({
      who: 'you',
      link: 'x-apple.systempreferences:com.apple.Users-Groups-Settings.extension',
      gather: (world) => macDefaults(world, '/Library/Preferences/com.apple.loginwindow'),
      judge: (settings) => (isOn(settings.GuestEnabled) ? mend('on') : good()),
    }),
  },
}
