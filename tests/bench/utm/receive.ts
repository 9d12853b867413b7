import { type ChildProcess, fork } from 'node:child_process'
import type { NetworkDeviceEvent } from '../../../main/contract/event.ts'
import { createNetworkTally } from '../../../main/contract/network.ts'
import { utmSettingsSchema } from '../../../main/contract/settings.ts'
import { createNetworkDeviceDetector } from '../../../main/probe/detectors/network-device.ts'
import { createSyslogSource } from '../../../main/probe/sources/syslog/syslog-source.ts'
import { createSourceBench } from '../../fakes/source-bench.ts'
import { heapMb, peakMb } from './lines.ts'

/** Sends `rate` lines a second for `seconds` from another process over the wire and counts what arrives. */
export const receive = async (
  print: (row: object) => void,
  { protocol, rate, seconds }: { protocol: 'tcp' | 'udp'; rate: number; seconds: number },
): Promise<void> => {
  const detector = createNetworkDeviceDetector()
  const tally = createNetworkTally(() => 540)
  const settings = {
    ...utmSettingsSchema.parse({}),
    enabled: true,
    protocol,
    port: 0,
    senders: ['127.0.0.1'],
  }
  const bench = createSourceBench()
  const source = createSyslogSource({ settings: () => settings })
  let heard = 0
  let last = performance.now()
  await source.start({
    ...bench.context,
    emit(event) {
      heard++
      last = performance.now()
      tally.add(event as NetworkDeviceEvent)
      detector.onEvent(event)
    },
  })
  const heaps = [heapMb()]
  const sampling = setInterval(() => heaps.push(heapMb()), Math.max(1000, (seconds * 1000) / 10))
  const child: ChildProcess = fork(new URL('./sender.ts', import.meta.url), [
    protocol,
    String(source.port()),
    String(rate),
    String(seconds),
  ])
  const sent = await new Promise<number>((resolve) => child.on('message', (n) => resolve(Number(n))))
  while (performance.now() - last < 1000 && heard < sent) await new Promise((r) => setTimeout(r, 50))
  clearInterval(sampling)
  const counters = source.counters()
  print({
    bench: 'utm',
    what: 'receive',
    protocol,
    rate,
    seconds,
    sent,
    heard,
    missing: sent - heard,
    countedAsLost: counters?.lost ?? null,
    blockedToday: tally.status(Date.now()).blockedToday,
    heapMb: heaps,
    peakMb: peakMb(),
  })
  child.kill()
  await source.stop()
}
