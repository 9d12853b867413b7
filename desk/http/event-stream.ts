import type { ServerResponse } from 'node:http'
import { finished } from 'node:stream'
import type { FastifyReply } from 'fastify'

/** All open event streams of this process. */
export type EventStreams = {
  /** Makes the reply a stream. `onClose` is called once, later, when it ends for whatever reason. */
  open: (reply: FastifyReply, onClose: () => void) => EventStream
  count: () => number
  close: () => void
}
export type EventStream = {
  /** Sends one `data:` line. False: the other side does not read; the stream has been ended. */
  send: (json: string) => boolean
  close: () => void
}

// Below the 30 s after which many routers and proxies cut silent connections.
const pingEvery = 25_000
// A reader that stopped must not fill the memory: it comes back and asks from its cursor.
const maxUnread = 1_000_000

export const createEventStreams = (): EventStreams => {
  const open = new Set<ServerResponse>()
  const pings = setInterval(() => {
    for (const res of open) if (res.writableLength < maxUnread) res.write(': ping\n\n')
  }, pingEvery)
  pings.unref()
  return {
    open(reply, onClose) {
      reply.hijack()
      const res = reply.raw
      const headers = {
        ...reply.getHeaders(),
        'content-type': 'text/event-stream',
        'x-accel-buffering': 'no',
      }
      res.writeHead(200, headers as Record<string, string>)
      res.write(': open\n\n')
      open.add(res)
      res.on('error', () => res.destroy())
      // Unlike `close`, this is told too where the other side went away while it was still being looked up.
      finished(res, () => {
        open.delete(res)
        onClose()
      })
      return {
        send(json) {
          if (res.writableLength > maxUnread) res.destroy()
          if (res.destroyed) return false
          res.write(`data: ${json}\n\n`)
          return true
        },
        close: () => void res.end(),
      }
    },
    count: () => open.size,
    close() {
      clearInterval(pings)
      for (const res of open) res.destroy()
    },
  }
}
