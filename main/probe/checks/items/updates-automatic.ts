import { z } from 'zod'
import { type Check, good, mend, part, unknown } from '../check.ts'
import { readIni } from '../readers/ini.ts'
import { isOn, macSettings } from '../readers/plist.ts'
import { unitWanted } from '../readers/systemd.ts'
import type { World } from '../world.ts'

const windowsSchema = z.object({
  noAutoUpdate: z.number().nullable(),
  auOptions: z.number().nullable(),
  pausedUntil: z.string().nullable(),
  service: z.string().nullable(),
})

const linuxFacts = async (world: World) => {
  const timers = (unit: string) => unitWanted(world, unit, 'timers.target')
  const apt = await world.maybe('apt-config', ['dump'])
  if (apt) {
    const value = (name: string) => new RegExp(`^${name} "(.*)";$`, 'm').exec(apt.out)?.[1] ?? '0'
    const on =
      value('APT::Periodic::Unattended-Upgrade') !== '0' &&
      value('APT::Periodic::Update-Package-Lists') !== '0'
    const tool = world.look('/usr/bin/unattended-upgrade') !== null
    return { known: true, on: on && tool && timers('apt-daily-upgrade.timer') }
  }
  if (timers('dnf-automatic-install.timer')) return { known: true, on: true }
  if (timers('dnf-automatic.timer') || timers('dnf5-automatic.timer')) {
    const text =
      world.read('/etc/dnf/automatic.conf') ?? world.read('/etc/dnf/dnf5-plugins/automatic.conf') ?? ''
    return { known: true, on: readIni(text).get('commands')?.get('apply_updates') === 'yes' }
  }
  return { known: world.look('/usr/bin/dnf') !== null, on: false }
}

/** Does the system mend itself, without a pause? */
export const updatesAutomatic: Check = {
  id: 'updates-automatic',
  who: 'you',
  on: {
    win32: part({
      link: 'ms-settings:windowsupdate',
      gather: (world) => world.windows('updates', windowsSchema),
      judge(u, { now }) {
        if (u.noAutoUpdate === 1 || u.service === 'Disabled') return mend('off')
        // Policy AUOptions: 1 off, 2 asks before download, 3 asks before installation, 4 and above automatic.
        if (u.auOptions !== null && u.auOptions < 4) return mend('asks')
        const paused = u.pausedUntil === null ? Number.NaN : Date.parse(u.pausedUntil)
        return paused > now ? mend('paused', { until: u.pausedUntil!.slice(0, 10) }) : good()
      },
    }),
    darwin: part({
      link: 'x-apple.systempreferences:com.apple.Software-Update-Settings.extension',
      gather: (world) => macSettings(world, 'com.apple.SoftwareUpdate'),
      judge(settings) {
        // Keys of the SoftwareUpdate payload (Apple device management). Since macOS 11 they are on where nobody set them.
        const names = [
          'AutomaticCheckEnabled',
          'AutomaticDownload',
          'CriticalUpdateInstall',
          'ConfigDataInstall',
        ]
        const off = names.filter((n) => settings[n] !== undefined && !isOn(settings[n]))
        return off.length === 0 ? good() : mend('off', { settings: off.join(', ') })
      },
    }),
    linux: part({
      who: 'desk',
      gather: linuxFacts,
      judge: ({ known, on }) =>
        !known ? unknown('os-unknown', { name: 'Linux' }) : on ? good() : mend('off'),
    }),
  },
}
