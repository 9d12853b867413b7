import { join } from 'node:path'
import { settleMemory } from '../../../ports/settle-memory.ts'
import { isLoopback, isPublicAddress } from '../../normalise/state/ip-address.ts'
import { inboundSessions } from '../../normalise/state/sockets.ts'
import { createLookingSource, type Source } from '../source.ts'
import { findLists, type LoadedLists, loadLists, stampOf } from './block-list-files.ts'
import { programOfInode, programOfPid, readSockets } from './ports.ts'

export type ConnectionsOptions = {
  platform: NodeJS.Platform
  proc?: string
  /**
   * Folder of the lists; default `<data>/blocklists`. Every file in it is one list, named by its file; those in `desk/` below
   * it came with the provider's updates.
   */
  folder?: string
}

const day = 24 * 3600_000
/** Reading as many entries leaves so much behind that it is worth giving back at once. */
const large = 20_000
/** Mail between servers (RFC 5321), and what a hijacked PC uses to send from a stolen account (RFC 8314). */
const mailPorts = new Set([25, 465, 587])
const mailWindow = 10 * 60_000
const mostRemembered = 5000

/**
 * Looks at whom this PC talks to: addresses on a list of bad ones, a burst of outgoing mail, and incoming remote-control
 * sessions. Only those are ever told; all other connections are forgotten at once.
 */
export const createConnections = ({
  platform,
  proc = '/proc',
  folder: given,
}: ConnectionsOptions): Source => {
  const id = `connections-${platform}`
  return createLookingSource({
    id,
    every: platform === 'linux' ? 10_000 : 45_000,
    begin(context, over) {
      const { clock, emit, health, paths, log } = context
      const folder = given ?? join(paths.data, 'blocklists')
      let stamp = ''
      let lists: LoadedLists | null = null
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
      const refresh = async () => {
        const found = findLists(folder)
        const now = stampOf(found)
        if (now === stamp) return
        stamp = now
        const loaded = found.length === 0 ? null : await loadLists(found)
        for (const { name, problem } of loaded?.unread ?? [])
          log.warn(`${id}: the list ${name} could not be read: ${problem}`)
        lists = loaded && loaded.sources.size > 0 ? loaded : null
        if (lists && lists.list.size > large) settleMemory(clock)
        // What a new list says of an address that goes on being talked to is news.
        told.clear()
        log.info(`${id}: ${lists?.list.size ?? 0} bad addresses of ${lists?.sources.size ?? 0} lists`)
      }
      const listed = (address: string) => {
        const hit = lists?.list.find(address)
        const source = hit && lists?.sources.get(hit.list)
        if (!source) return null
        const { name, origin, updatedAt } = source
        const now = clock.now()
        return {
          list: name,
          listOrigin: origin,
          listUpdatedAt: new Date(updatedAt).toISOString(),
          listDays: Math.max(0, Math.floor((now - updatedAt) / day)),
        }
      }
      const step = async () => {
        await refresh()
        const read = await readSockets(context, platform, proc)
        if (over()) return
        if ('problem' in read) {
          health('cannot', { code: 'tool-failed', params: { tool: 'netstat', detail: read.problem } })
          return
        }
        health(lists ? 'watching' : 'partly', lists ? null : { code: 'no-block-list' })
        const now = clock.now()
        const sessionsNow = new Set<string>()
        for (const socket of read.sockets) {
          const { address, port } = socket.remote
          if (socket.listening) continue
          // Also through a mail server of the office.
          if (mailPorts.has(port) && !isLoopback(address))
            mails.set(`${address}:${port}:${socket.local.port}`, now)
          const hit = listed(address)
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
            ...hit,
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
