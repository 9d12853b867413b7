import { z } from 'zod'
import { type Check, good, mend, part } from '../check.ts'
import { iniValue } from '../readers/ini.ts'

/** Windows' own default for Security: 20 MB, some days in an office. */
const least = 20 * 1024 * 1024

/** Are records kept long enough to find out what happened? */
export const eventLog: Check = {
  id: 'event-log',
  who: 'desk',
  on: {
    win32: part({
      gather: (world) =>
        world.windows('eventLog', z.array(z.object({ name: z.string(), max: z.number(), on: z.boolean() }))),
      judge(logs) {
        if (logs.length === 0) return { answer: 'unknown', reason: { code: 'part-missing' } }
        const small = logs.filter((l) => !l.on || l.max < least)
        return small.length === 0 ? good() : mend('small', { names: small.map((l) => l.name).join(', ') })
      },
    }),
    linux: part({
      gather: (world) => ({
        storage: iniValue(world, ['/etc/systemd/journald.conf'], 'Journal', 'Storage') ?? 'auto',
        journal: world.look('/var/log/journal') !== null,
        text: world.look('/var/log/syslog') !== null || world.look('/var/log/messages') !== null,
      }),
      judge({ storage, journal, text }) {
        // `auto` keeps the journal only where its folder exists (journald.conf(5)).
        const kept = storage === 'persistent' || (storage === 'auto' && journal)
        return kept || text ? good() : mend('volatile')
      },
    }),
  },
}
