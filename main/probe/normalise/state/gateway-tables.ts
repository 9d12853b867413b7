/** Reading of the tables that say who leads this PC out of the office. IPv4. All pure; none throws. */

/** A way out: the gateway, and the card that leads to it (on Windows by its own address, elsewhere by its name). */
export type Route = { gateway: string; card: string }

/** Default routes in `/proc/net/route`: destination 0, gateway as hexadecimal in the machine's byte order. */
export const readProcRoute = (text: string): Route[] =>
  text.split('\n').flatMap((line) => {
    const [card = '', destination, gateway] = line.split('\t')
    if (destination !== '00000000' || !gateway || !/^[0-9A-F]{8}$/.test(gateway) || gateway === '00000000')
      return []
    return [
      { gateway: [6, 4, 2, 0].map((i) => Number.parseInt(gateway.slice(i, i + 2), 16)).join('.'), card },
    ]
  })

/**
 * Default routes in `route print` (Windows: destination, mask, gateway, own address) or `netstat -rn -f inet` (macOS: destination,
 * gateway, flags, card): rows without words.
 */
export const readRoutes = (text: string): Route[] =>
  text.split(/\r?\n/).flatMap((line) => {
    const [destination, second, third, card = ''] = line.trim().split(/\s+/)
    const gateway =
      destination === 'default'
        ? second
        : destination === '0.0.0.0' && second === '0.0.0.0'
          ? third
          : undefined
    return gateway && /^\d+\.\d+\.\d+\.\d+$/.test(gateway) ? [{ gateway, card }] : []
  })

const noMac = new Set(['00:00:00:00:00:00', 'ff:ff:ff:ff:ff:ff'])
/** `Interface: 192.168.1.5 --- 0x5` begins the neighbours of a card on Windows; the word is translated. */
const heading = /(?:^|\s)(\d{1,3}(?:\.\d{1,3}){3}) --- 0x[0-9a-f]+/i

/**
 * Neighbours (address → MAC) of one card in `/proc/net/arp` or `arp -a`, in one spelling: `00:1b:2c:…`. Two cards can each have a
 * neighbour of the same address.
 */
export const readArp = (text: string, card: string): Map<string, string> => {
  const neighbours = new Map<string, string>()
  // On Windows the card stands above its neighbours, elsewhere behind each of them.
  let above: string | null = null
  for (const line of text.split(/\r?\n/)) {
    const headed = heading.exec(line)?.[1]
    if (headed !== undefined) {
      above = headed
      continue
    }
    if (above === null ? !line.split(/\s+/).includes(card) : above !== card) continue
    const address = /(?:^|[\s(])(\d{1,3}(?:\.\d{1,3}){3})(?:[\s)]|$)/.exec(line)?.[1]
    const mac = /(?:^|\s)((?:[0-9a-fA-F]{1,2}[:-]){5}[0-9a-fA-F]{1,2})(?:\s|$)/.exec(line)?.[1]
    if (!address || !mac) continue
    const plain = mac
      .split(/[:-]/)
      .map((p) => p.padStart(2, '0').toLowerCase())
      .join(':')
    if (!noMac.has(plain) && !plain.startsWith('01:00:5e')) neighbours.set(address, plain)
  }
  return neighbours
}
