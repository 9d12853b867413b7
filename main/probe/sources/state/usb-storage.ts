import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Source, SourceContext } from '../source.ts'
import { createStateWatch, type GroupRead } from './state-watch.ts'
import { createUaspDevices, usbStorDevices } from './windows-usb.ts'

const text = (file: string): string => {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch {
    return ''
  }
}
/** USB class 08 is mass storage (USB-IF, "Defined Class Codes"). */
const massStorage = '08'

/** Storage devices in `/sys/bus/usb/devices`: every interface `1-2:1.0` of class 08, told by its device `1-2`. */
const onLinux = (root: string): GroupRead => {
  const folder = join(root, 'sys/bus/usb/devices')
  let names: string[]
  try {
    names = readdirSync(folder)
  } catch (error) {
    // No such folder: this PC has no USB at all.
    return (error as NodeJS.ErrnoException).code === 'ENOENT'
      ? { entries: [] }
      : { unread: { code: 'no-permission', params: { file: folder } } }
  }
  const devices = names
    .filter((n) => n.includes(':') && text(join(folder, n, 'bInterfaceClass')) === massStorage)
    .map((n) => n.split(':')[0] ?? '')
  return {
    entries: [...new Set(devices)].map((device) => {
      const read = (name: string) => text(join(folder, device, name))
      const [vendor, product, serial] = [read('idVendor'), read('idProduct'), read('serial')]
      const subject =
        [read('manufacturer'), read('product')].filter(Boolean).join(' ') || `${vendor}:${product}`
      return { key: `${vendor}:${product}:${serial}`, subject, details: { vendor, product, serial } }
    }),
  }
}

const onMac = async ({ run }: SourceContext): Promise<GroupRead> => {
  const { code, stdout, problem } = await run.run(
    '/usr/sbin/ioreg',
    ['-r', '-c', 'IOUSBMassStorageInterfaceNub', '-c', 'IOUSBHostInterface', '-l', '-w', '0'],
    { timeout: 20_000 },
  )
  if (code !== 0)
    return { unread: { code: 'tool-failed', params: { tool: 'ioreg', detail: problem ?? `exit ${code}` } } }
  const value = (block: string, name: string) =>
    new RegExp(`"${name}" = "?([^"\\n]+)"?`).exec(block)?.[1]?.trim() ?? ''
  const blocks = stdout.split(/\n(?=\+-o )/).filter((b) => value(b, 'bInterfaceClass') === '8')
  return {
    entries: blocks.map((block) => {
      const [vendor, product, serial] = [
        value(block, 'idVendor'),
        value(block, 'idProduct'),
        value(block, 'USB Serial Number'),
      ]
      return {
        key: `${vendor}:${product}:${serial}`,
        subject: value(block, 'USB Product Name') || `${vendor}:${product}`,
        details: { vendor, product, serial },
      }
    }),
  }
}

/** USB storage that this PC has never seen before. One that is plugged in again is no news. */
export const createUsbStorage = (platform: NodeJS.Platform, root = '/'): Source =>
  createStateWatch({
    id: `usb-${platform}`,
    topic: 'usb',
    every: platform === 'linux' ? 5000 : 45_000,
    groups:
      platform === 'win32'
        ? [
            { id: 'usb-storage', keep: true, read: usbStorDevices },
            { id: 'usb-attached-scsi', keep: true, read: createUaspDevices() },
          ]
        : [
            {
              id: 'usb-storage',
              keep: true,
              read: (context) => (platform === 'darwin' ? onMac(context) : onLinux(root)),
            },
          ],
  })
