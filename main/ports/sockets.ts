import { createSocket } from 'node:dgram'
import { readFileSync } from 'node:fs'
import { createServer, isIP, type Socket } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'

/** Something that listens. */
export type Listening = {
  /** The port it really has; asked for 0, the system chose it. */
  port: number
  close: () => Promise<void>
}

/** What hears one connection. */
export type StreamReader = {
  /** Returns how many messages came out of it. */
  data: (bytes: Buffer) => number
  end: () => void
}

export type ListenOptions = { address: string; port: number; onError: (error: Error) => void }
export type StreamOptions = ListenOptions & {
  /** PEM texts; left out: no TLS. */
  tls?: { cert: string; key: string }
  /** Connections at one time; more are refused. */
  most: number
  /** Milliseconds of silence after which a connection is closed. */
  idle: number
  /** A reader for a sender, or null: the connection is closed at once. */
  onOpen: (from: string) => StreamReader | null
  /** A connection broke, e.g. in the middle of a TLS record. */
  onBroken: (error: Error) => void
}

/** Listening on this PC's network. Rejections carry Node's `code` (`EADDRINUSE`, `EADDRNOTAVAIL`, `EACCES`). */
export type Sockets = {
  datagrams: (
    options: ListenOptions & { onMessage: (bytes: Buffer, from: string) => void },
  ) => Promise<Listening>
  streams: (options: StreamOptions) => Promise<Listening>
  /** Datagrams that the system threw away at this port because nobody read them in time; null: could not tell. */
  lostDatagrams: (port: number) => number | null
}

const plain = (address: string | undefined) => (address ?? '').replace(/^::ffff:(?=\d+\.)/, '')

const datagrams: Sockets['datagrams'] = ({ address, port, onMessage, onError }) =>
  new Promise((resolve, reject) => {
    const socket = createSocket({
      type: isIP(address) === 6 ? 'udp6' : 'udp4',
      recvBufferSize: 4 * 1024 * 1024,
    })
    socket.once('error', reject)
    socket.bind(port, address, () => {
      socket.off('error', reject)
      socket.on('error', onError)
      socket.on('message', (bytes, from) => onMessage(bytes, plain(from.address)))
      resolve({ port: socket.address().port, close: () => new Promise((done) => socket.close(() => done())) })
    })
  })

/** Messages that are let in before the rest of the app gets a turn; the pipeline works off 500 a turn. */
const perTurn = 400

/**
 * Lets one received piece in at a time, whichever connection it came from, and the next only when the app has had turns
 * enough to work it off: over TCP the senders then wait, and nothing is lost.
 */
const createTurnstile = () => {
  const waiting: (() => number)[] = []
  let owed = 0
  let turning = false
  const turn = () => {
    owed -= perTurn
    while (owed <= 0) {
      const next = waiting.shift()
      if (!next) {
        owed = 0
        turning = false
        return
      }
      owed = next()
    }
    setImmediate(turn)
  }
  /** `work` tells how many messages it brought. */
  return (work: () => number) => {
    waiting.push(work)
    if (turning) return
    turning = true
    setImmediate(turn)
  }
}

const streams: Sockets['streams'] = (options) =>
  new Promise((resolve, reject) => {
    const letIn = createTurnstile()
    const open = new Set<Socket>()
    const welcome = (socket: Socket) => {
      const reader = options.onOpen(plain(socket.remoteAddress))
      socket.on('error', options.onBroken)
      if (!reader) return void socket.destroy()
      open.add(socket)
      socket.setTimeout(options.idle, () => socket.destroy())
      socket.on('data', (bytes: Buffer) => {
        socket.pause()
        letIn(() => {
          socket.resume()
          return reader.data(bytes)
        })
      })
      socket.on('close', () => {
        open.delete(socket)
        letIn(() => {
          reader.end()
          return 0
        })
      })
    }
    const server = options.tls
      ? createTlsServer({ ...options.tls, handshakeTimeout: 10_000, minVersion: 'TLSv1.2' }, welcome)
      : createServer(welcome)
    server.maxConnections = options.most
    server.on('tlsClientError', options.onBroken)
    server.once('error', reject)
    server.listen(options.port, options.address, () => {
      server.off('error', reject)
      server.on('error', options.onError)
      const bound = server.address()
      resolve({
        port: typeof bound === 'object' && bound ? bound.port : options.port,
        close: () =>
          new Promise((done) => {
            server.close(() => done())
            for (const socket of open) socket.destroy()
          }),
      })
    })
  })

/** Sum of the last column (`drops`) of `/proc/net/udp` for one local port. Pure. */
export const dropsAt = (table: string, port: number): number => {
  const hex = port.toString(16).toUpperCase().padStart(4, '0')
  return table
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter((cells) => cells[1]?.endsWith(`:${hex}`))
    .reduce((sum, cells) => sum + (Number(cells.at(-1)) || 0), 0)
}

const lostDatagrams: Sockets['lostDatagrams'] = (port) => {
  try {
    return ['/proc/net/udp', '/proc/net/udp6'].reduce(
      (sum, file) => sum + dropsAt(readFileSync(file, 'utf8'), port),
      0,
    )
  } catch {
    // Only Linux tells.
    return null
  }
}

export const nodeSockets: Sockets = { datagrams, streams, lostDatagrams }
