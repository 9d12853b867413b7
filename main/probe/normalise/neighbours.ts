const row =
  /(?<![\d.])(\d{1,3}(?:\.\d{1,3}){3})(?![\d.])[^\n]*?(?<![0-9a-f:-])((?:[0-9a-f]{1,2}[:-]){5}[0-9a-f]{1,2})(?![0-9a-f:-])/i
const most = 5_000

/** A MAC address as twelve small hex digits, however it is written (macOS leaves out zeros); null: it is none. Pure. */
export const plainMac = (text: string): string | null => {
  const groups = text.trim().split(/[:-]/)
  const digits =
    groups.length === 6 ? groups.map((g) => g.padStart(2, '0')).join('') : text.replaceAll('.', '')
  return /^[0-9a-f]{12}$/i.test(digits) ? digits.toLowerCase() : null
}

/**
 * The rows of an ARP table by their shape, so the language of its headings does not matter: address → plain MAC.
 * Empty, broadcast and multicast entries are left out. Pure.
 */
export const parseNeighbours = (table: string): Map<string, string> => {
  const found = new Map<string, string>()
  for (const line of table.split('\n')) {
    const m = row.exec(line.slice(0, 300))
    const mac = m && plainMac(m[2]!)
    // The lowest bit of the first byte marks a group of devices.
    const single = mac && mac !== '000000000000' && (Number.parseInt(mac.slice(0, 2), 16) & 1) === 0
    if (single && found.size < most) found.set(m[1]!, mac)
  }
  return found
}
