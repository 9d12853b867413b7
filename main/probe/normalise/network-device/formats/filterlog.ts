import { parseEndpoint, portOf } from '../address.ts'
import type { Format } from '../reading.ts'

const start = /filterlog(?:\[\d+\])?(?::|\s+\d+ \S+ (?:-|\[[^\]]*\]))\s*((?:\d*,){1,3}.*)$/

/** pfSense and OPNsense `filterlog`: comma-separated, IPv4 and IPv6 in different places. */
export const filterlog: Format = {
  id: 'filterlog',
  matches: ({ raw }) => raw.includes('filterlog'),
  read: ({ raw, header }) => {
    const m = start.exec(raw)
    if (!m) return null
    const c = m[1]!.split(',')
    // 6 action, 7 direction, 8 IP version; then IPv4: 16 protocol, 18–21 ends; IPv6: 12 protocol, 15–18 ends.
    const six = c[8] === '6'
    const [src, dst, sp, dp] = six ? [c[15], c[16], c[17], c[18]] : [c[18], c[19], c[20], c[21]]
    const protocol = (six ? c[12] : c[16])?.toLowerCase()
    const ports = protocol === 'tcp' || protocol === 'udp'
    const from = parseEndpoint(src ?? '')
    const to = parseEndpoint(dst ?? '')
    const end = (address: string | undefined, port: string | undefined) => ({
      ...(address && { address }),
      ...(ports && portOf(port) !== undefined && { port: portOf(port)! }),
    })
    return {
      vendor: /opnsense/i.test(header.host ?? '') ? 'OPNsense' : 'pfSense',
      product: 'filterlog',
      text: '',
      kind: 'traffic',
      action: c[6] === 'block' || c[6] === 'reject' ? 'blocked' : c[6] === 'pass' ? 'passed' : null,
      code: c[3] || c[0],
      src: end(from?.address, sp),
      dst: end(to?.address, dp),
    }
  },
}
