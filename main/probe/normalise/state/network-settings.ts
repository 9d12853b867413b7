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

/** Do all addresses of a name (as `readHosts` gives them) lead nowhere? Then it is blocked, not led astray. Pure. */
export const leadsNowhere = (addresses: string): boolean =>
  addresses.split(', ').every((address) => /^(?:0\.0\.0\.0|127\.|::1?$)/.test(address))

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
