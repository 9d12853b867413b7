import type { FieldValue } from '../../../contract/event.ts'
import { reachable, type Socket } from '../../normalise/state/sockets.ts'
import type { StateEntry } from '../../normalise/state/state-diff.ts'
import type { Source } from '../source.ts'
import { programOfInode, programOfPid, readSockets } from './ports.ts'
import { ownerOf } from './program-owner.ts'
import { createStateWatch } from './state-watch.ts'

// Windows gives its own services changing ports from here on (dynamic RPC): they tell nothing.
const dynamicFrom = 49_152

/** One entry a port, whatever number of addresses it listens at. */
const entriesOf = (sockets: readonly Socket[], platform: NodeJS.Platform): StateEntry[] => {
  const ports = new Map<number, Socket>()
  for (const socket of reachable(sockets))
    if (!(platform === 'win32' && socket.local.port >= dynamicFrom) && !ports.has(socket.local.port))
      ports.set(socket.local.port, socket)
  return [...ports].map(([port, { local }]) => ({
    key: `tcp/${port}`,
    subject: `tcp/${port}`,
    details: { port, address: local.address },
  }))
}

/** Doors that programs open to the network: TCP ports reachable from outside this PC. */
export const createListeningPorts = (platform: NodeJS.Platform, proc = '/proc'): Source => {
  let latest: readonly Socket[] = []
  return createStateWatch({
    id: `ports-${platform}`,
    topic: 'listening-port',
    // On Linux a look is a read of two small files; elsewhere it starts a program.
    every: platform === 'linux' ? 10_000 : 45_000,
    groups: [
      {
        id: 'tcp',
        async read(context) {
          const read = await readSockets(context, platform, proc)
          if ('problem' in read)
            return { unread: { code: 'tool-failed', params: { tool: 'netstat', detail: read.problem } } }
          latest = read.sockets
          return { entries: entriesOf(latest, platform) }
        },
      },
    ],
    async enrich(context, { entry }): Promise<Readonly<Record<string, FieldValue>>> {
      const socket = latest.find((s) => s.listening && s.local.port === entry.details.port)
      if (!socket) return {}
      if (platform !== 'linux')
        return {
          pid: socket.pid,
          program: socket.program ?? (socket.pid === null ? null : await programOfPid(context, socket.pid)),
        }
      const found = socket.inode === null ? null : programOfInode(socket.inode, proc)
      if (!found) return { program: null }
      return {
        pid: found.pid,
        program: found.executable,
        ...(await ownerOf(context.run, platform, found.executable)),
      }
    },
  })
}
