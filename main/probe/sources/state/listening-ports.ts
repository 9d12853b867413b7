import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FieldValue } from '../../../contract/event.ts'
import {
  ianaRange,
  listenerEntries,
  type PortRange,
  type Program,
  readPortRange,
} from '../../normalise/state/listeners.ts'
import { reachable, type Socket } from '../../normalise/state/sockets.ts'
import type { Source, SourceContext } from '../source.ts'
import { listeningPrograms } from './listening-programs.ts'
import { readSockets } from './ports.ts'
import { ownerOf } from './program-owner.ts'
import { createStateWatch, type GroupRead } from './state-watch.ts'

const dynamicRange = (platform: NodeJS.Platform, proc: string): PortRange => {
  if (platform !== 'linux') return ianaRange
  try {
    return readPortRange(readFileSync(join(proc, 'sys/net/ipv4/ip_local_port_range'), 'utf8')) ?? ianaRange
  } catch {
    return ianaRange
  }
}

const failed = (tool: string, problem: string): GroupRead => ({
  unread: { code: 'tool-failed', params: { tool, detail: problem } },
})

/**
 * Doors that programs open to the network: TCP ports reachable from outside this PC. A program that comes back to a port
 * where it was seen before is no news, also after restarts of the app.
 */
export const createListeningPorts = (platform: NodeJS.Platform, proc = '/proc'): Source => {
  // Asking who listens costs more than a look at the table, so each socket is asked about once.
  let asked = new Map<string, Program>()
  const nameOf = ({ inode, pid, local }: Socket) => `${inode ?? pid} ${local.port}`
  const read = async (context: SourceContext): Promise<GroupRead> => {
    const table = await readSockets(context, platform, proc)
    if ('problem' in table) return failed(platform === 'darwin' ? 'lsof' : 'netstat', table.problem)
    const open = reachable(table.sockets)
    const fresh = open.filter((socket) => !asked.has(nameOf(socket)))
    const answer = await listeningPrograms(context, platform, fresh, proc)
    if ('problem' in answer) return failed(answer.tool, answer.problem)
    const known = new Map<string, Program>()
    const listeners = open.flatMap((socket) => {
      const program = answer.programs.get(socket) ?? asked.get(nameOf(socket))
      if (!program) return []
      known.set(nameOf(socket), program)
      return [{ socket, program }]
    })
    asked = known
    return { entries: listenerEntries(listeners, platform, dynamicRange(platform, proc)) }
  }
  return createStateWatch({
    id: `ports-${platform}`,
    topic: 'listening-port',
    // On Linux a look is a read of two small files; elsewhere it starts a program.
    every: platform === 'linux' ? 10_000 : 45_000,
    groups: [{ id: 'listeners', keep: true, read }],
    async enrich({ run }, { entry }): Promise<Readonly<Record<string, FieldValue>>> {
      const { program } = entry.details
      if (typeof program !== 'string') return {}
      // The kernel of Windows is no file that could be signed.
      if (entry.details.windowsOwn === true && !program.includes('\\')) return { trust: 'trusted' }
      return /[\\/]/.test(program) ? { ...(await ownerOf(run, platform, program)) } : {}
    },
  })
}
