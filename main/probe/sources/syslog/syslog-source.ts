import { readFileSync } from 'node:fs'
import type { UtmSettings } from '../../../contract/settings.ts'
import { type Listening, nodeSockets, type Sockets } from '../../../ports/sockets.ts'
import { parseNetworkDeviceLine } from '../../normalise/network-device/network-device-line.ts'
import type { Source, SourceContext } from '../source.ts'
import { createFramer } from './framing.ts'
import { lineText } from './line-text.ts'
import { createSenders, type Senders } from './senders.ts'

/** What was received since the start. */
export type SyslogCounters = {
  lines: number
  /** From senders that are not allowed. */
  refused: number
  /** Longer than 64 KiB. */
  cut: number
  /** Connections that broke, e.g. in half a TLS record. */
  broken: number
  /** Datagrams the system threw away; null: could not tell. */
  lost: number | null
}

export type SyslogOptions = {
  /** The settings as they are now; a change is taken up within seconds. */
  settings: () => UtmSettings
  sockets?: Sockets
  /** Minutes that local time is ahead of UTC at a moment. */
  offsetMinutes?: (ms: number) => number
}

const maxLine = 64 * 1024
const connections = 64
const idle = 30 * 60_000
const lookEvery = 5_000
const systemOffset = (ms: number) => -new Date(ms).getTimezoneOffset()

/** Names may change without a new start. */
const listenKey = ({ names: _, ...rest }: UtmSettings) => JSON.stringify(rest)

const causes: Readonly<Record<string, string>> = {
  EADDRINUSE: 'utm-port-taken',
  EADDRNOTAVAIL: 'utm-address-missing',
  EACCES: 'utm-port-forbidden',
}

/**
 * Listens for the office's UTM: syslog over UDP, TCP (both framings) or TLS, on one address, from allowed senders only.
 * Off until the settings say so. `counters` is for the engineer and for tests; `port` is null while it does not listen.
 */
export const createSyslogSource = (
  options: SyslogOptions,
): Source & { counters: () => SyslogCounters; port: () => number | null } => {
  const { settings, sockets = nodeSockets, offsetMinutes = systemOffset } = options
  const counters = { lines: 0, cut: 0, broken: 0, refused: 0, lost: null as number | null }
  let listening: Listening | null = null
  let stopLooking: (() => void) | null = null
  let stopped = true

  const listen = async (
    wanted: UtmSettings,
    senders: Senders,
    { clock, emit, log, died }: SourceContext,
  ): Promise<Listening> => {
    const line = (bytes: Buffer, sender: string) => {
      if (bytes.length === 0) return
      counters.lines++
      const receivedAt = clock.now()
      emit(
        parseNetworkDeviceLine(lineText(bytes), {
          receivedAt,
          offsetMinutes: offsetMinutes(receivedAt),
          sender,
          source: 'syslog',
        }),
      )
    }
    const base = {
      address: wanted.address,
      port: wanted.port,
      onError: (error: Error) =>
        died({ code: 'stopped-working', params: { detail: error.message.slice(0, 200) } }),
    }
    if (wanted.protocol === 'udp')
      return sockets.datagrams({
        ...base,
        onMessage(bytes, from) {
          if (!senders.allows(from)) return
          // One datagram is one message, but some devices put several lines into one.
          const framer = createFramer(maxLine)
          for (const part of [...framer.push(bytes), ...framer.end()]) line(part, from)
          counters.cut += framer.cut()
        },
      })
    const { certificateFile, keyFile } = wanted
    const tls =
      wanted.protocol === 'tls'
        ? { cert: readFileSync(certificateFile, 'utf8'), key: readFileSync(keyFile, 'utf8') }
        : undefined
    return sockets.streams({
      ...base,
      ...(tls && { tls }),
      most: connections,
      idle,
      onBroken(error) {
        counters.broken++
        if ((counters.broken & (counters.broken - 1)) === 0)
          log.warn(`syslog connection broke: ${error.message.slice(0, 200)}`)
      },
      onOpen(from) {
        if (!senders.allows(from)) return null
        const framer = createFramer(maxLine)
        return {
          data(bytes) {
            for (const part of framer.push(bytes)) line(part, from)
          },
          end() {
            for (const part of framer.end()) line(part, from)
            counters.cut += framer.cut()
          },
        }
      },
    })
  }

  const begin = async (context: SourceContext): Promise<void> => {
    const wanted = structuredClone(settings())
    const same = listenKey(wanted)
    const senders = createSenders(wanted.senders)
    const look = () => {
      const changed = listenKey(settings()) !== same
      if (changed) return void restart(context)
      counters.refused = senders.refused()
      if (listening && wanted.protocol === 'udp') {
        const lost = sockets.lostDatagrams(listening.port)
        if (lost !== null && lost > (counters.lost ?? 0))
          context.health('partly', { code: 'utm-lines-lost', params: { count: lost } })
        counters.lost = lost
      }
    }
    stopLooking = context.clock.every(lookEvery, look)
    if (!wanted.enabled) return context.health('stopped', { code: 'utm-off' })
    if (wanted.senders.length === 0) return context.health('cannot', { code: 'utm-no-sender' })
    try {
      listening = await listen(wanted, senders, context)
      if (stopped) await close()
      else context.health('watching', null)
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? ''
      const tls = wanted.protocol === 'tls' && !(code in causes)
      context.health('cannot', {
        code: tls ? 'utm-certificate' : (causes[code] ?? 'utm-cannot-listen'),
        params: { port: wanted.port, address: wanted.address },
      })
    }
  }
  const close = async () => {
    stopLooking?.()
    stopLooking = null
    const old = listening
    listening = null
    await old?.close()
  }
  const restart = async (context: SourceContext) => {
    await close()
    if (!stopped) await begin(context)
  }
  return {
    id: 'syslog',
    async start(context) {
      await close()
      stopped = false
      await begin(context)
    },
    async stop() {
      stopped = true
      await close()
    },
    counters: () => ({ ...counters }),
    port: () => listening?.port ?? null,
  }
}
