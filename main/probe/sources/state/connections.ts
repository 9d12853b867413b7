import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type BlockList, packBlockList, readBlockList } from '../../normalise/state/block-list.ts'
import { isPublicAddress } from '../../normalise/state/ip-address.ts'
import { inboundSessions } from '../../normalise/state/sockets.ts'
import { createLookingSource, type Source } from '../source.ts'
import { programOfInode, programOfPid, readSockets } from './ports.ts'

export type ConnectionsOptions = {
  platform: NodeJS.Platform
  proc?: string
  /** Folder of the lists; default `<data>/blocklists`. Every file in it is one list, named by its file. */
  lists?: string
}

const biggestList = 64 * 1024 * 1024
/** Mail between servers (RFC 5321), and what a hijacked PC uses to send from a stolen account (RFC 8314). */
const mailPorts = new Set([25, 465, 587])
const mailWindow = 10 * 60_000
const mostRemembered = 5000

const stampOf = (folder: string): string | null => {
  try {
    return (
      readdirSync(folder)
        .sort()
        .map((n) => `${n}:${statSync(join(folder, n)).mtimeMs}`)
        .join('|') || null
    )
  } catch {
    return null
  }
}
const load = (folder: string): BlockList =>
  packBlockList(
    readdirSync(folder)
      .sort()
      .flatMap((name) => {
        const file = join(folder, name)
        const stats = statSync(file)
        return stats.isFile() && stats.size <= biggestList
          ? [{ name, keys: readBlockList(readFileSync(file, 'utf8')).keys }]
          : []
      }),
  )

/**
 * Looks at whom this PC talks to: addresses on a list of bad ones, and a burst of outgoing mail, and incoming remote-control sessions. Only those are
 * ever told; all other connections are forgotten at once.
 */
export const createConnections = ({ platform, proc = '/proc', lists }: ConnectionsOptions): Source => {
  const id = `connections-${platform}`
  return createLookingSource({
    id,
    every: platform === 'linux' ? 10_000 : 45_000,
    begin(context, over) {
      const { clock, emit, health, paths, log } = context
      const folder = lists ?? join(paths.data, 'blocklists')
      let stamp: string | null = null
      let list: BlockList | null = null
      const told = new Set<string>()
      const mails = new Map<string, number>()
      let mailTold = 0
      let sessions = new Set<string>()
      const remember = (key: string) => {
        told.add(key)
        const oldest = told.values().next().value
        if (told.size > mostRemembered && oldest !== undefined) told.delete(oldest)
      }
      const say = (
        topic: string,
        subject: string,
        details: Record<string, string | number | boolean | null>,
      ) =>
        emit({
          category: 'state',
          source: id,
          at: new Date(clock.now()).toISOString(),
          topic,
          action: 'added',
          subject,
          details,
        })
      const refresh = () => {
        const now = stampOf(folder)
        if (now === stamp) return
        stamp = now
        list = now === null ? null : load(folder)
        log.info(`${id}: ${list?.size ?? 0} bad addresses`)
      }
      const step = async () => {
        refresh()
        const read = await readSockets(context, platform, proc)
        if (over()) return
        if ('problem' in read) {
          health('cannot', { code: 'tool-failed', params: { tool: 'netstat', detail: read.problem } })
          return
        }
        health(list ? 'watching' : 'partly', list ? null : { code: 'no-block-list' })
        const now = clock.now()
        const sessionsNow = new Set<string>()
        for (const socket of read.sockets) {
          const { address, port } = socket.remote
          if (socket.listening || !(isPublicAddress(address) || list?.find(address))) continue
          if (mailPorts.has(port)) mails.set(`${address}:${port}:${socket.local.port}`, now)
          const hit = list?.find(address)
          if (!hit || told.has(address)) continue
          remember(address)
          const onLinux =
            socket.inode !== null && socket.inode !== '0' ? programOfInode(socket.inode, proc) : null
          const program =
            onLinux?.executable ??
            socket.program ??
            (socket.pid === null ? null : await programOfPid(context, socket.pid))
          say('bad-address', address, {
            address,
            port,
            list: hit.list,
            program,
            pid: onLinux?.pid ?? socket.pid,
          })
        }
        for (const { tool, from } of inboundSessions(read.sockets)) {
          const key = `session ${tool} ${from}`
          sessionsNow.add(key)
          if (sessions.has(key)) continue
          say('remote-session', tool, { tool, from, public: isPublicAddress(from) })
        }
        sessions = sessionsNow
        for (const [key, at] of mails)
          if (now - at > mailWindow || mails.size > mostRemembered) mails.delete(key)
        const servers = new Set([...mails.keys()].map((k) => k.slice(0, k.lastIndexOf(':')))).size
        if (mails.size >= 30 && now - mailTold > mailWindow) {
          mailTold = now
          say('mail-burst', String(mails.size), { count: mails.size, servers, minutes: mailWindow / 60_000 })
        }
      }
      return step
    },
  })
}
