import type { FieldValue } from '../../../contract/event.ts'
import { isLauncher } from './launch-target.ts'
import type { Socket } from './sockets.ts'
import type { StateEntry } from './state-diff.ts'

/** Who listens at a socket. */
export type Program = {
  pid: number | null
  /** Whole path, or the bare name where the system does not tell the path; null: it tells neither. */
  name: string | null
  /** One of the programs that Windows itself runs its services in. */
  windowsOwn?: boolean
}

/** Ports that a system hands out to whoever asks for any port: first and last. */
export type PortRange = { from: number; to: number }

/** IANA's range, RFC 6335: what Windows and macOS use (Microsoft Learn, "default dynamic port range"; `sysctl net.inet.ip.portrange`). */
export const ianaRange: PortRange = { from: 49_152, to: 65_535 }

/** Reads `/proc/sys/net/ipv4/ip_local_port_range` (ip-sysctl.rst); null when it is something else. Pure. */
export const readPortRange = (text: string): PortRange | null => {
  const [from, to] = text.trim().split(/\s+/).map(Number)
  return from && to && Number.isInteger(from) && Number.isInteger(to) && from <= to ? { from, to } : null
}

/**
 * One entry for each pair of port and program, which is what is remembered. A port out of the dynamic range is another
 * one at each start of the program: there it is the program alone that counts. What Windows' own services take from that
 * range (RPC) tells nothing and is left out. Pure.
 */
export const listenerEntries = (
  listeners: readonly { socket: Socket; program: Program }[],
  platform: NodeJS.Platform,
  dynamic: PortRange,
): StateEntry[] => {
  const entries = new Map<string, StateEntry>()
  for (const { socket, program } of listeners) {
    const { port, address } = socket.local
    const isDynamic = port >= dynamic.from && port <= dynamic.to
    if (isDynamic && program.windowsOwn) continue
    // Where the program is not known, or is whatever it was given to run, only the number tells one from another.
    const counts = program.name !== null && !isLauncher(program.name)
    const place = isDynamic && counts ? 'dynamic' : String(port)
    // Windows and macOS do not tell capitals from small letters in a path.
    const name = program.name === null ? '' : platform === 'linux' ? program.name : program.name.toLowerCase()
    const key = `tcp/${place} ${name}`
    if (entries.has(key)) continue
    const details: Record<string, FieldValue> = { program: program.name }
    if (program.windowsOwn) details.windowsOwn = true
    entries.set(key, {
      key,
      subject: `tcp/${port}`,
      details,
      passing: { port, address, pid: program.pid },
    })
  }
  return [...entries.values()]
}

/** A process as Windows tells of it to an ordinary user. */
export type WindowsProcess = {
  pid: number
  /** 0: a service or the system itself; nobody's desktop. */
  session: number
  name: string
  /** Null for a process of another account. */
  path: string | null
  /** What starts the service that runs in it. */
  service: string | null
}

/** Reads the JSON that `windowsProgramsScript` prints; null when it is none. Never throws. Pure. */
export const readWindowsProcesses = (json: string): WindowsProcess[] | null => {
  let rows: unknown
  try {
    rows = JSON.parse(json)
  } catch {
    return null
  }
  if (!Array.isArray(rows)) return null
  return rows.flatMap((row: unknown) => {
    const { pid, session, name, path, service } = (row ?? {}) as Record<string, unknown>
    if (typeof pid !== 'number' || typeof session !== 'number' || typeof name !== 'string') return []
    const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null)
    return [{ pid, session, name, path: text(path), service: text(service) }]
  })
}

/** Programs of Windows that take dynamic ports for RPC (Microsoft Learn, "Service overview and network port requirements for Windows"). */
const hostsOfServices = /^(?:svchost|lsass|services|spoolsv|wininit)\.exe$/i
/** The kernel: http.sys, file sharing. */
const kernelPid = 4

/**
 * Who a Windows process is. It counts as Windows' own only by its path in the system's folder, which an ordinary user
 * cannot write to; or, where no path is told, in the session that only services and the system have. Pure.
 */
export const windowsProgram = ({ pid, session, name, path }: WindowsProcess, systemRoot: string): Program => {
  if (pid === kernelPid) return { pid, name, windowsOwn: true }
  if (!hostsOfServices.test(name)) return { pid, name: path ?? name }
  const usual = `${systemRoot}\\System32\\${name}`
  const windowsOwn = path === null ? session === 0 : path.toLowerCase() === usual.toLowerCase()
  return windowsOwn ? { pid, name: path ?? usual, windowsOwn } : { pid, name: path ?? name }
}
