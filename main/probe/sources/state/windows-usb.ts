import { readRegistryOutput } from '../../normalise/state/registry-output.ts'
import type { SourceContext } from '../source.ts'
import type { GroupRead } from './state-watch.ts'

const enumerated = 'HKLM\\SYSTEM\\CurrentControlSet\\Enum'

type Rows = { rows: { device: string; data: string }[] } | { unread: GroupRead }

/** One value of every device below a branch of `Enum`: the device's key has two parts, its kind and its instance. */
const valuesOf = async ({ run }: SourceContext, branch: string, name: string): Promise<Rows> => {
  const { code, stdout, problem } = await run.run(
    'reg',
    ['query', `${enumerated}\\${branch}`, '/s', '/v', name],
    { encoding: 'cp932' },
  )
  // 1: no such key, nothing found, or a part of it may not be read; what was printed counts all the same.
  if (code !== 0 && code !== 1)
    return {
      unread: {
        unread: { code: 'tool-failed', params: { tool: 'reg', detail: problem ?? `exit ${code}` } },
      },
    }
  const rows = readRegistryOutput(stdout)
    .filter((value) => value.name.toLowerCase() === name.toLowerCase())
    .map(({ key, data }) => ({ device: key.split('\\').slice(-2).join('\\'), data }))
  return { rows }
}

/** USB storage of the older protocol (Bulk-Only): Windows keeps every such device it ever saw below `USBSTOR`. */
export const usbStorDevices = async (context: SourceContext): Promise<GroupRead> => {
  const found = await valuesOf(context, 'USBSTOR', 'FriendlyName')
  if ('unread' in found) return found.unread
  return {
    entries: found.rows.map(({ device, data }) => ({ key: device, subject: data, details: { device } })),
  }
}

/**
 * USB storage that speaks UASP, as most disks of today do: its disk stands below `SCSI` among the PC's own, so it is known
 * by the driver of its USB device (Microsoft Learn, "USB device class drivers included in Windows": Uaspstor.sys). The
 * name comes from the disk in the same container (`ContainerID`) and is looked for only when a device is new.
 */
export const createUaspDevices = () => {
  const names = new Map<string, string>()
  const learn = async (context: SourceContext, devices: readonly string[]) => {
    const read = (branch: string, name: string) => valuesOf(context, branch, name)
    const [usb, scsi, friendly] = await Promise.all([
      read('USB', 'ContainerID'),
      read('SCSI', 'ContainerID'),
      read('SCSI', 'FriendlyName'),
    ])
    const table = (found: Rows) =>
      new Map(('rows' in found ? found.rows : []).map((r) => [r.device, r.data] as const))
    const [containers, nameOf] = [table(usb), table(friendly)]
    for (const device of devices) {
      const container = containers.get(device)
      const disk = [...table(scsi)].find(([, c]) => container !== undefined && c === container)?.[0]
      names.set(device, (disk && nameOf.get(disk)) ?? device.split('\\')[0] ?? device)
    }
  }
  return async (context: SourceContext): Promise<GroupRead> => {
    const found = await valuesOf(context, 'USB', 'Service')
    if ('unread' in found) return found.unread
    const devices = found.rows.filter((r) => r.data.toLowerCase() === 'uaspstor').map((r) => r.device)
    const fresh = devices.filter((device) => !names.has(device))
    if (fresh.length > 0) await learn(context, fresh)
    return {
      entries: devices.map((device) => ({
        key: device,
        subject: names.get(device) ?? device,
        details: { device },
      })),
    }
  }
}
