import type { NetworkDeviceEvent } from '../../main/contract/event.ts'
import { type UtmSettings, utmSettingsSchema } from '../../main/contract/settings.ts'
import { createSyslogSource } from '../../main/probe/sources/syslog/syslog-source.ts'
import { createSourceBench } from './source-bench.ts'

/** A running receiver on a free loopback port, with everything it hears. */
export const startUtmSource = async (settings: Partial<UtmSettings>) => {
  const utm = { ...utmSettingsSchema.parse({}), enabled: true, senders: ['127.0.0.1'], port: 0, ...settings }
  const bench = createSourceBench()
  const source = createSyslogSource({ settings: () => utm })
  await source.start(bench.context)
  return {
    source,
    bench,
    settings: utm,
    port: source.port() ?? 0,
    events: bench.events as NetworkDeviceEvent[],
  }
}
