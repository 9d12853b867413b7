import { z } from 'zod'
import { CannotTell } from '../cannot-tell.ts'
import { type Check, good, type Moment, mend, part, unknown } from '../check.ts'
import { readIni } from '../readers/ini.ts'
import { linuxEnd, macSupported, windowsEnd } from '../readers/lifetimes.ts'

const until = (name: string, end: string | null, { now }: Moment) => {
  if (end === null) return unknown('os-unknown', { name })
  return now <= Date.parse(end) ? good({ name, end }) : mend('ended', { name, end })
}

/** Does the maker still mend this system? By edition, from the makers' published dates. */
export const osSupported: Check = {
  id: 'os-supported',
  who: 'desk',
  on: {
    win32: part({
      link: 'ms-settings:windowsupdate',
      gather: (world) =>
        world.windows('os', z.object({ build: z.number(), productType: z.number(), edition: z.string() })),
      judge: (os, moment) => {
        const { name, end } = windowsEnd(os)
        return until(name, end, moment)
      },
    }),
    darwin: part({
      link: 'x-apple.systempreferences:com.apple.Software-Update-Settings.extension',
      gather: async (world) => (await world.tool('sw_vers', ['-productVersion'])).trim(),
      judge(version, { now }) {
        const major = Number(/^(\d+)\./.exec(`${version}.`)?.[1])
        const name = `macOS ${version}`
        if (!Number.isInteger(major)) return unknown('os-unknown', { name })
        return macSupported(major, now) ? good({ name }) : mend('endedMac', { name })
      },
    }),
    linux: part({
      gather(world) {
        const text = world.read('/etc/os-release') ?? world.read('/usr/lib/os-release')
        if (text === null) throw new CannotTell('no-permission', { file: '/etc/os-release' })
        return Object.fromEntries(readIni(text).get('') ?? [])
      },
      judge(release, moment) {
        const name = release.pretty_name ?? release.id ?? 'Linux'
        // `SUPPORT_END` is the distribution's own word (os-release(5)).
        return until(
          name,
          release.support_end ?? linuxEnd(release.id ?? '', release.version_id ?? ''),
          moment,
        )
      },
    }),
  },
}
