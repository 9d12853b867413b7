import { isLoopback, plainAddress } from './ip-address.ts'

/** One TCP socket of this PC. */
export type Socket = {
  listening: boolean
  local: { address: string; port: number }
  remote: { address: string; port: number }
  /** What the table gives to find the program by: inode (Linux) or process id. */
  inode: string | null
  pid: number | null
  program: string | null
}

const hexAddress = (hex: string): string => {
  if (hex.length === 8) return [6, 4, 2, 0].map((i) => Number.parseInt(hex.slice(i, i + 2), 16)).join('.')
  // Four words of 32 bits, each in the byte order of the machine.
  const bytes = [0, 8, 16, 24].flatMap((w) => [6, 4, 2, 0].map((i) => hex.slice(w + i, w + i + 2)))
  const groups = Array.from({ length: 8 }, (_, i) =>
    Number.parseInt(`${bytes[2 * i]}${bytes[2 * i + 1]}`, 16).toString(16),
  )
  if (groups.slice(0, 5).every((g) => g === '0') && groups[5] === 'ffff')
    return bytes
      .slice(12)
      .map((b) => Number.parseInt(b, 16))
      .join('.')
  return groups.every((g) => g === '0')
    ? '::'
    : groups
        .join(':')
        .replace(/\b(?:0:){2,}/, ':')
        .replace(/^:(?!:)/, '::')
}

/** States in `/proc/net/tcp` (proc_net_tcp.rst): 0A listens; 01 is established, 06 waits after its end. */
const listens = '0A'
const talking = new Set(['01', '02', '04', '05', '06', '08'])

/** Reads `/proc/net/tcp` and `/proc/net/tcp6`. Never throws. Pure. */
export const readProcNetTcp = (text: string): Socket[] =>
  text.split('\n').flatMap((line) => {
    const found =
      /^\s*\d+: ([0-9A-F]{8}|[0-9A-F]{32}):([0-9A-F]{4}) ([0-9A-F]{8}|[0-9A-F]{32}):([0-9A-F]{4}) ([0-9A-F]{2}) \S+ \S+ \S+\s+\d+\s+\d+ (\d+)/.exec(
        line,
      )
    if (!found) return []
    const [, la = '', lp = '', ra = '', rp = '', state = '', inode = ''] = found
    if (state !== listens && !talking.has(state)) return []
    return [
      {
        listening: state === listens,
        local: { address: hexAddress(la), port: Number.parseInt(lp, 16) },
        remote: { address: hexAddress(ra), port: Number.parseInt(rp, 16) },
        inode,
        pid: null,
        program: null,
      },
    ]
  })

const ended = (text: string): { address: string; port: number } | null => {
  const found = /^\[?(.*?)\]?[:.](\d{1,5}|\*)$/.exec(text)
  return found
    ? {
        address: plainAddress(found[1] === '*' ? '0.0.0.0' : (found[1] ?? '')),
        port: found[2] === '*' ? 0 : Number(found[2]),
      }
    : null
}

/** Reads the TCP rows of `netstat -ano` (`-p TCP` would leave out IPv6). The word for the state is translated; a socket without other side listens. Pure. */
export const readWindowsNetstat = (text: string): Socket[] =>
  text.split(/\r?\n/).flatMap((line) => {
    const [proto, localText, remoteText, , pid] = line.trim().split(/\s+/)
    if (!/^TCP/i.test(proto ?? '') || !localText || !remoteText || !/^\d+$/.test(pid ?? '')) return []
    const local = ended(localText)
    const remote = ended(remoteText)
    return local && remote
      ? [{ listening: remote.port === 0, local, remote, inode: null, pid: Number(pid), program: null }]
      : []
  })

/** Reads `lsof -nP -iTCP -F pcnT` (lsof(8), "OUTPUT FOR OTHER PROGRAMS"): one field a line, told by its first letter. Pure. */
export const readLsof = (text: string): Socket[] => {
  const sockets: Socket[] = []
  let pid: number | null = null
  let program: string | null = null
  let name = ''
  for (const line of text.split('\n')) {
    const field = line.slice(1)
    if (line[0] === 'p') pid = Number(field)
    else if (line[0] === 'c') program = field
    else if (line[0] === 'n') name = field
    else if (line.startsWith('TST=')) {
      const [here = '', there] = name.split('->')
      const local = ended(here)
      const remote = there === undefined ? { address: '0.0.0.0', port: 0 } : ended(there)
      if (local && remote)
        sockets.push({ listening: line === 'TST=LISTEN', local, remote, inode: null, pid, program })
    }
  }
  return sockets
}

/** The sockets that somebody on the network can reach. Pure. */
export const reachable = (sockets: readonly Socket[]): Socket[] =>
  sockets.filter((s) => s.listening && !isLoopback(s.local.address))

/** Ports at which remote-control tools take direct sessions (IANA; the makers' firewall pages). */
const sessionPorts: Readonly<Record<number, string>> = {
  3389: 'rdp',
  5900: 'vncserver',
  5901: 'vncserver',
  5938: 'teamviewer',
  7070: 'anydesk',
  21118: 'rustdesk',
}

/** Sessions that somebody outside has opened to this PC right now: sockets at a port that also listens. Pure. */
export const inboundSessions = (sockets: readonly Socket[]): { tool: string; from: string }[] => {
  const doors = new Set(sockets.filter((s) => s.listening).map((s) => s.local.port))
  const found = new Map<string, { tool: string; from: string }>()
  for (const { listening, local, remote } of sockets) {
    const tool = sessionPorts[local.port]
    if (listening || !tool || !doors.has(local.port) || isLoopback(remote.address)) continue
    found.set(`${tool} ${remote.address}`, { tool, from: remote.address })
  }
  return [...found.values()]
}
