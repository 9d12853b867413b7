import { z } from 'zod'
import { CannotTell } from '../cannot-tell.ts'
import { type Check, good, mend, part, type Verdict } from '../check.ts'
import { jsonFrom } from '../readers/json.ts'
import { plistFrom } from '../readers/plist.ts'
import type { World } from '../world.ts'

/** A disk's own word about itself; null: it gives none. */
type Disk = { name: string; failing: boolean | null }

const judgeDisks = (disks: readonly Disk[]): Verdict => {
  const failing = disks.filter((d) => d.failing === true)
  if (failing.length > 0) return mend('failing', { names: failing.map((d) => d.name).join(', ') })
  const told = disks.filter((d) => d.failing !== null)
  return told.length > 0
    ? good({ disks: told.length })
    : { answer: 'unknown', reason: { code: 'disk-silent' } }
}

/** UDisks2's answer to GetManagedObjects, as `busctl -j` writes it: `{data: [{path: {interface: {property: {data}}}}]}`. */
const udisksSchema = z.object({
  data: z.array(
    z.record(z.string(), z.record(z.string(), z.record(z.string(), z.object({ data: z.unknown() })))),
  ),
})
const linuxDisks = async (world: World): Promise<Disk[]> => {
  const service = 'org.freedesktop.UDisks2'
  const call = ['--system', '-j', 'call', service, `/${service.replaceAll('.', '/')}`]
  const answer = await jsonFrom(
    world,
    'busctl',
    [...call, 'org.freedesktop.DBus.ObjectManager', 'GetManagedObjects'],
    udisksSchema,
  )
  return Object.entries(answer.data[0] ?? {}).flatMap(([path, interfaces]) => {
    const ata = interfaces[`${service}.Drive.Ata`]
    const nvme = interfaces[`${service}.NVMe.Controller`]
    if (!interfaces[`${service}.Drive`]) return []
    const warnings = nvme?.SmartCriticalWarning?.data
    const failing = ata?.SmartFailing?.data ?? (Array.isArray(warnings) ? warnings.length > 0 : null)
    return [{ name: path.split('/').at(-1)!, failing: typeof failing === 'boolean' ? failing : null }]
  })
}

/** Does the disk itself say that it will break? */
export const diskHealth: Check = {
  id: 'disk-health',
  who: 'desk',
  on: {
    win32: part({
      // MSFT_PhysicalDisk.HealthStatus: 0 healthy, 1 warning, 2 unhealthy, 5 unknown.
      gather: async (world) =>
        (await world.windows('disks', z.array(z.object({ name: z.string(), health: z.number() })))).map(
          ({ name, health }) => ({ name, failing: health === 0 ? false : health <= 2 ? true : null }),
        ),
      judge: judgeDisks,
    }),
    darwin: part({
      gather: async (world) => {
        const info = await plistFrom(world, 'diskutil', ['info', '-plist', 'disk0'])
        const status = String(info.SMARTStatus ?? '')
        if (status === '') throw new CannotTell('disk-silent')
        return [
          { name: 'disk0', failing: status === 'Verified' ? false : status === 'Failing' ? true : null },
        ]
      },
      judge: judgeDisks,
    }),
    linux: part({ gather: linuxDisks, judge: judgeDisks }),
  },
}
