import { BlockList, isIP } from 'node:net'

const inside = new BlockList()
for (const [net, bits] of [
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
] as const)
  inside.addSubnet(net, bits, 'ipv4')
for (const [net, bits] of [
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
] as const)
  inside.addSubnet(net, bits, 'ipv6')
inside.addAddress('::1', 'ipv6')

/** Name servers that anybody may use, by their operators' own pages (Google, Cloudflare, Quad9, Cisco OpenDNS). */
const wellKnown = [
  '8.8.8.8',
  '8.8.4.4',
  '2001:4860:4860::8888',
  '2001:4860:4860::8844',
  '1.1.1.1',
  '1.0.0.1',
  '1.1.1.2',
  '1.0.0.2',
  '2606:4700:4700::1111',
  '2606:4700:4700::1001',
  '9.9.9.9',
  '149.112.112.112',
  '2620:fe::fe',
  '2620:fe::9',
  '208.67.222.222',
  '208.67.220.220',
]

/** An address of the office's own network (the router), of this PC, or of a well-known public name server. Pure. */
export const isExpectedServer = (address: string): boolean => {
  const plain = address.replace(/%.*$/, '')
  const kind = isIP(plain)
  return kind !== 0 && (inside.check(plain, kind === 6 ? 'ipv6' : 'ipv4') || wellKnown.includes(plain))
}
