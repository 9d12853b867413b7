import { z } from 'zod'
import { type Check, good, mend, part } from '../check.ts'
import { confFiles, iniValue } from '../readers/ini.ts'
import { macSettings } from '../readers/plist.ts'
import type { World } from '../world.ts'

const linuxUser = (world: World): string | null => {
  const gdm = ['/etc/gdm3/custom.conf', '/etc/gdm3/daemon.conf', '/etc/gdm/custom.conf']
  if (iniValue(world, gdm, 'daemon', 'AutomaticLoginEnable')?.toLowerCase() === 'true')
    return iniValue(world, gdm, 'daemon', 'AutomaticLogin') || '?'
  const sddm = [
    ...confFiles(world, '/usr/lib/sddm/sddm.conf.d'),
    ...confFiles(world, '/etc/sddm.conf.d'),
    '/etc/sddm.conf',
  ]
  const lightdm = [...confFiles(world, '/etc/lightdm/lightdm.conf.d'), '/etc/lightdm/lightdm.conf']
  return (
    iniValue(world, sddm, 'Autologin', 'User') || iniValue(world, lightdm, 'Seat:*', 'autologin-user') || null
  )
}

/** Does the PC let in whoever switches it on? */
export const automaticLogin: Check = {
  id: 'automatic-login',
  who: 'you',
  on: {
    win32: part({
      link: 'ms-settings:signinoptions',
      gather: (world) =>
        world.windows('autologon', z.object({ on: z.union([z.string(), z.number()]).nullable() })),
      judge: ({ on }) => (String(on) === '1' ? mend('on') : good()),
    }),
    darwin: part({
      link: 'x-apple.systempreferences:com.apple.Users-Groups-Settings.extension',
      gather: (world) => macSettings(world, 'com.apple.loginwindow'),
      judge: (settings) => (settings.autoLoginUser === undefined ? good() : mend('on')),
    }),
    linux: part({ gather: linuxUser, judge: (user) => (user === null ? good() : mend('on')) }),
  },
}
