import { z } from 'zod'
import { CannotTell } from '../cannot-tell.ts'
import { type Check, good, mend, part, unknown } from '../check.ts'
import { isOn, macDefaults } from '../readers/plist.ts'

/** Is the clock kept right by itself? Records of an incident are worth little with a wrong one. */
export const clock: Check = {
  id: 'clock',
  who: 'you',
  on: {
    win32: part({
      link: 'ms-settings:dateandtime',
      gather: async (world) => ({
        type: (await world.windows('time', z.object({ type: z.string().nullable() }))).type,
        service: (
          await world.windows(
            'services',
            z.array(z.object({ name: z.string(), mode: z.string().nullable() })),
          )
        ).find((s) => s.name === 'W32Time'),
      }),
      judge({ type, service }) {
        if (!service) return unknown('part-missing')
        // W32Time\Parameters\Type: NTP, NT5DS (domain), AllSync, NoSync.
        return type === 'NoSync' || service.mode === 'Disabled' ? mend('off') : good({ type: type ?? 'NTP' })
      },
    }),
    darwin: part({
      link: 'x-apple.systempreferences:com.apple.Date-Time-Settings.extension',
      gather: async (world) => {
        const settings = await macDefaults(world, '/var/db/timed/com.apple.timed')
        if (settings.TMAutomaticTimeOnlyEnabled === undefined)
          throw new CannotTell('no-permission', { file: 'com.apple.timed' })
        return isOn(settings.TMAutomaticTimeOnlyEnabled)
      },
      judge: (on) => (on ? good() : mend('off')),
    }),
    linux: part({
      who: 'desk',
      // Properties of org.freedesktop.timedate1, `yes` or `no` in every language.
      gather: async (world) =>
        (await world.tool('timedatectl', ['show', '-p', 'NTPSynchronized', '--value'])).trim(),
      judge: (value) =>
        value === 'yes'
          ? good()
          : value === 'no'
            ? mend('off')
            : unknown('tool-failed', { tool: 'timedatectl' }),
    }),
  },
}
