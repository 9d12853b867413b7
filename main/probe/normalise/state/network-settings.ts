/** Reading of the system's network settings. All pure; none throws. */
import type { StateEntry } from './state-diff.ts'

/** One entry for each thing that traffic is led through: name of the setting → address, without a name and password in it. */
export const proxyEntries = (pairs: Readonly<Record<string, string>>): StateEntry[] =>
  Object.entries(pairs).map(([name, address]) => {
    const value = address.slice(0, 500).replace(/\/\/[^@/]*@/, '//')
    return { key: name, subject: value, details: { setting: 'proxy', name, value } }
  })

/** Names that a hosts file leads elsewhere: each once, with all its addresses (IPv4 and IPv6 are lines of their own) in order. */
export const readHosts = (text: string): { address: string; name: string }[] => {
  const found = new Map<string, Set<string>>()
  for (const line of text.split(/\r?\n/)) {
    const [address, ...names] = line.replace(/#.*/, '').trim().toLowerCase().split(/\s+/)
    if (!address || !/^[0-9a-f.:]+(?:%[\w-]+)?$/.test(address)) continue
    for (const name of names) found.set(name, (found.get(name) ?? new Set()).add(address))
  }
  return [...found].map(([name, addresses]) => ({ name, address: [...addresses].sort().join(', ') }))
}

/** Name servers of `resolv.conf(5)`. */
export const readResolvConf = (text: string): string[] =>
  [...text.matchAll(/^\s*nameserver\s+(\S+)/gm)].map((m) => m[1] ?? '')

/** Name servers that `scutil --dns` lists, each once, in order. */
export const readScutilDns = (text: string): string[] => [
  ...new Set([...text.matchAll(/nameserver\[\d+\]\s*:\s*(\S+)/g)].map((m) => m[1] ?? '')),
]

/** What `scutil --proxy` says is on: `HTTPProxy`, `HTTPSProxy`, `ProxyAutoConfigURLString`, … */
export const readScutilProxy = (text: string): Record<string, string> => {
  const all = Object.fromEntries(
    [...text.matchAll(/^\s*(\w+) : (.+)$/gm)].map((m) => [m[1] ?? '', (m[2] ?? '').trim()]),
  )
  const kinds = {
    HTTPEnable: 'HTTPProxy',
    HTTPSEnable: 'HTTPSProxy',
    SOCKSEnable: 'SOCKSProxy',
    ProxyAutoConfigEnable: 'ProxyAutoConfigURLString',
  }
  return Object.fromEntries(
    Object.entries(kinds).flatMap(([on, name]) => (all[on] === '1' && all[name] ? [[name, all[name]]] : [])),
  )
}

/** Default gateways in `/proc/net/route`: destination 0, gateway as hexadecimal in the machine's byte order. */
export const readProcRoute = (text: string): string[] =>
  text.split('\n').flatMap((line) => {
    const [, destination, gateway] = line.split('\t')
    if (destination !== '00000000' || !gateway || !/^[0-9A-F]{8}$/.test(gateway) || gateway === '00000000')
      return []
    return [[6, 4, 2, 0].map((i) => Number.parseInt(gateway.slice(i, i + 2), 16)).join('.')]
  })

/** Default gateways in `route print` (Windows) or `netstat -rn -f inet` (macOS): rows of numbers, no words. */
export const readRoutes = (text: string): string[] =>
  text.split(/\r?\n/).flatMap((line) => {
    const [destination, second, third] = line.trim().split(/\s+/)
    const gateway =
      destination === 'default'
        ? second
        : destination === '0.0.0.0' && second === '0.0.0.0'
          ? third
          : undefined
    return gateway && /^\d+\.\d+\.\d+\.\d+$/.test(gateway) ? [gateway] : []
  })

const noMac = new Set(['00:00:00:00:00:00', 'ff:ff:ff:ff:ff:ff'])

/** Neighbours (address → MAC) of `/proc/net/arp` or `arp -a`, in one spelling: `00:1b:2c:…`. */
export const readArp = (text: string): Map<string, string> => {
  const neighbours = new Map<string, string>()
  for (const line of text.split(/\r?\n/)) {
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

/** Accounts of `passwd(5)` that people or attackers use: number 1000 and above, or 0. */
export const readPasswd = (text: string): { name: string; uid: number; shell: string }[] =>
  text.split('\n').flatMap((line) => {
    const [name, , uid, , , , shell = ''] = line.split(':')
    if (!name || !/^\d+$/.test(uid ?? '')) return []
    const number = Number(uid)
    return number === 0 || (number >= 1000 && number < 65_000) ? [{ name, uid: number, shell }] : []
  })

const adminGroups = new Set(['sudo', 'wheel', 'admin', 'root', 'docker', 'lxd', 'disk', 'shadow'])
/** Members of groups that can become administrator (`group(5)`). */
export const readAdmins = (text: string): { group: string; member: string }[] =>
  text.split('\n').flatMap((line) => {
    const [group = '', , , members = ''] = line.split(':')
    return adminGroups.has(group)
      ? members
          .split(',')
          .filter(Boolean)
          .map((member) => ({ group, member }))
      : []
  })
