import type { UtmSettings } from '../../../contract/settings.ts'
import { nodeSockets, type Sockets } from '../../../ports/sockets.ts'
import { parseNetworkDeviceLine } from '../../normalise/network-device/network-device-line.ts'
import type { Source, SourceContext } from '../source.ts'
import { createHabitMemory } from './habit-memory.ts'
import { lineText } from './line-text.ts'
import { openReceiver, type Receiver, type SyslogCounters } from './receiver.ts'

export type SyslogOptions = {
  /** The settings as they are now; a change is taken up within seconds. */
  settings: () => UtmSettings
  sockets?: Sockets
  /** Minutes that local time is ahead of UTC at a moment, for lines without a zone. */
  offsetMinutes?: (ms: number) => number
}

/** The receiver as a source. `counters` and `port` are null while it does not listen. */
export type SyslogSource = Source & { counters: () => SyslogCounters | null; port: () => number | null }

const lookEvery = 5_000
const systemOffset = (ms: number) => -new Date(ms).getTimezoneOffset()
/** Names may change without a new start. */
const listenKey = ({ names: _, ...rest }: UtmSettings) => JSON.stringify(rest)

const causes: Readonly<Record<string, string>> = {
  EADDRINUSE: 'utm-port-taken',
  EADDRNOTAVAIL: 'utm-address-missing',
  EACCES: 'utm-port-forbidden',
}
const reasonOf = (error: unknown, { protocol, port, address }: UtmSettings) => {
  const code = causes[(error as NodeJS.ErrnoException).code ?? '']
  return {
    code: code ?? (protocol === 'tls' ? 'utm-certificate' : 'utm-cannot-listen'),
    params: { port, address },
  }
}

/**
 * Listens for the office's UTM: syslog over UDP, TCP (both framings) or TLS, on one address, from allowed senders only.
 * Off until the settings say so; every line becomes one event, read or unreadable.
 */
export const createSyslogSource = (options: SyslogOptions): SyslogSource => {
  const { settings, sockets = nodeSockets, offsetMinutes = systemOffset } = options
  let receiver: Receiver | null = null
  let stopLooking: (() => void) | null = null
  /** The newest start: what an earlier one still waits for must not open a second receiver. */
  let life = { over: true }
  let keep = () => {}

  const close = async () => {
    stopLooking?.()
    stopLooking = null
    keep()
    keep = () => {}
    const old = receiver
    receiver = null
    await old?.close()
  }
  const open = async (wanted: UtmSettings, { clock, emit, died, log, bookmark }: SourceContext) => {
    const habits = createHabitMemory(bookmark)
    const opened = await openReceiver({
      settings: wanted,
      sockets,
      onLine(bytes, sender) {
        const receivedAt = clock.now()
        const context = { receivedAt, offsetMinutes: offsetMinutes(receivedAt), sender, source: 'syslog' }
        const event = parseNetworkDeviceLine(lineText(bytes), context)
        habits.hear(event, sender, receivedAt)
        emit(event)
      },
      onError: (error) => died({ code: 'stopped-working', params: { detail: error.message.slice(0, 200) } }),
      onBroken: (error, count) =>
        log.warn(`syslog: connection broke (${count}): ${error.message.slice(0, 200)}`),
    })
    for (const event of habits.expected(clock.now())) emit(event)
    keep = () => habits.keep(clock.now())
    return opened
  }
  const begin = async (context: SourceContext, mine: typeof life): Promise<void> => {
    const wanted = structuredClone(settings())
    let lost = 0
    stopLooking = context.clock.every(lookEvery, () => {
      if (listenKey(settings()) !== listenKey(wanted)) return void restart(context, mine)
      const now = receiver?.counters().lost ?? 0
      if (now > lost) context.health('partly', { code: 'utm-lines-lost', params: { count: now } })
      lost = now
    })
    if (!wanted.enabled) return context.health('stopped', { code: 'utm-off' })
    if (wanted.senders.length === 0)
      return wanted.paths.length > 0
        ? context.health('stopped', { code: 'utm-from-files' })
        : context.health('cannot', { code: 'utm-no-sender' })
    try {
      const opened = await open(wanted, context)
      if (mine.over) return await opened.close()
      receiver = opened
      context.health('watching', null)
    } catch (error) {
      context.health('cannot', reasonOf(error, wanted))
    }
  }
  const restart = async (context: SourceContext, mine: typeof life) => {
    await close()
    if (!mine.over) await begin(context, mine)
  }
  return {
    id: 'syslog',
    async start(context) {
      const mine = { over: false }
      life = mine
      await close()
      if (!mine.over) await begin(context, mine)
    },
    async stop() {
      life.over = true
      await close()
    },
    counters: () => receiver?.counters() ?? null,
    port: () => receiver?.port ?? null,
  }
}
