import type { UtmSettings } from '../../../contract/settings.ts'
import { readRegularText } from '../../../ports/regular-file.ts'
import type { Sockets } from '../../../ports/sockets.ts'
import { createFramer } from './framing.ts'
import { createSenders } from './senders.ts'

/** What was received since it began to listen. */
export type SyslogCounters = {
  lines: number
  /** Messages and connections of senders that are not allowed. */
  refused: number
  /** Longer than 64 KiB: cut. */
  cut: number
  /** Connections that broke, e.g. in half a TLS record. */
  broken: number
  /** Datagrams the system threw away; null: could not tell, or no datagrams. */
  lost: number | null
}

/** An open receiver. */
export type Receiver = { port: number; counters: () => SyslogCounters; close: () => Promise<void> }

export type ReceiverOptions = {
  settings: UtmSettings
  sockets: Sockets
  /** One whole message; must not throw. */
  onLine: (bytes: Buffer, sender: string) => void
  /** Listening itself has failed. */
  onError: (error: Error) => void
  /** At the 1st, 2nd, 4th, 8th, … broken connection. */
  onBroken: (error: Error, count: number) => void
}

const maxLine = 64 * 1024
const connections = 64
const idle = 30 * 60_000

/** Starts to listen as the settings say. Rejects with Node's `code` where it cannot, or where the PEM files cannot be read. */
export const openReceiver = async (options: ReceiverOptions): Promise<Receiver> => {
  const { settings, sockets, onLine, onError, onBroken } = options
  const { protocol, address, port, certificateFile, keyFile } = settings
  const senders = createSenders(settings.senders)
  const counters = { lines: 0, cut: 0, broken: 0 }
  const reader = (sender: string) => {
    const framer = createFramer(maxLine)
    let cut = 0
    const pass = (parts: readonly Buffer[]): number => {
      counters.cut += framer.cut() - cut
      cut = framer.cut()
      for (const part of parts) {
        counters.lines++
        onLine(part, sender)
      }
      return parts.length
    }
    return { data: (bytes: Buffer) => pass(framer.push(bytes)), end: () => pass(framer.end()) }
  }
  const broken = (error: Error) => {
    counters.broken++
    if ((counters.broken & (counters.broken - 1)) === 0) onBroken(error, counters.broken)
  }
  const listening =
    protocol === 'udp'
      ? await sockets.datagrams({
          address,
          port,
          onError,
          onMessage(bytes, from) {
            if (!senders.allows(from)) return
            // One datagram is one message, but some devices put several lines into one.
            const { data, end } = reader(from)
            data(bytes)
            end()
          },
        })
      : await sockets.streams({
          address,
          port,
          onError,
          ...(protocol === 'tls' && {
            tls: { cert: readRegularText(certificateFile), key: readRegularText(keyFile) },
          }),
          most: connections,
          idle,
          onBroken: broken,
          onOpen: (from) => (senders.allows(from) ? reader(from) : null),
        })
  return {
    port: listening.port,
    close: listening.close,
    counters: () => ({
      ...counters,
      refused: senders.refused(),
      lost: protocol === 'udp' ? sockets.lostDatagrams(listening.port) : null,
    }),
  }
}
