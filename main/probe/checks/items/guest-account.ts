import { type Check, good, mend, part } from '../check.ts'
import { confFiles, iniValue } from '../readers/ini.ts'
import { isOn, macSettings } from '../readers/plist.ts'
import { hasDesktop } from '../readers/systemd.ts'
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
      gather: (world) => macSettings(world, 'com.apple.loginwindow'),
      judge: (settings) => (isOn(settings.GuestEnabled) ? mend('on') : good()),
    }),
    linux: part({
      // Of the sign-in screens only LightDM has a guest, and only since Ubuntu asked for it by `allow-guest`.
      gather(world) {
        const files = [
          ...confFiles(world, '/usr/share/lightdm/lightdm.conf.d'),
          ...confFiles(world, '/etc/lightdm/lightdm.conf.d'),
          '/etc/lightdm/lightdm.conf',
        ]
        return {
          desktop: hasDesktop(world),
          guest: iniValue(world, files, 'Seat:*', 'allow-guest') ?? 'false',
        }
      },
      judge: ({ desktop, guest }) => (!desktop ? null : guest.toLowerCase() === 'true' ? mend('on') : good()),
    }),
  },
}
