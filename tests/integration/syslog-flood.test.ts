import { fork } from 'node:child_process'
import { existsSync } from 'node:fs'
import { afterEach, expect, test } from 'vitest'
import { dropsAt } from '../../main/ports/sockets.ts'
import { until } from '../fakes/source-bench.ts'
import { startUtmSource } from '../fakes/utm-source.ts'

let stop: (() => unknown) | null = null
afterEach(async () => {
  await stop?.()
})
const skipped = existsSync('/proc/net/udp') ? '' : ' – skipped: only Linux tells what it threw away'

test.skipIf(skipped)(
  `a flood of datagrams while the app is busy: what was lost is counted to the last one${skipped}`,
  async () => {
    const utm = await startUtmSource({ protocol: 'udp' })
    stop = () => utm.source.stop()
    const child = fork(
      new URL('../bench/utm/sender.ts', import.meta.url),
      ['udp', String(utm.port), '40000', '1'],
      {
        execArgv: ['--disable-warning=ExperimentalWarning'],
      },
    )
    let sent = 0
    child.on('message', (n) => {
      sent = Number(n)
    })
    await until('the flood has begun', () => utm.events.length > 0)
    const busyUntil = performance.now() + 1500
    while (performance.now() < busyUntil);
    await until(
      'all is heard or lost',
      () => sent > 0 && utm.events.length + (utm.source.counters()?.lost ?? 0) >= sent,
    )
    const lost = utm.source.counters()?.lost ?? 0
    console.log(`sent ${sent}, heard ${utm.events.length}, counted as lost ${lost}`)
    expect(utm.events.length + lost).toBe(sent)
    expect(lost).toBeGreaterThan(0)
    child.kill()
  },
)

test('the system’s table of sockets', () => {
  const table = [
    '   sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops',
    '  100: 0100007F:158A 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 1 2 0000 17',
    '  101: 00000000:158A 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 2 2 0000 5',
    '  102: 00000000:1234 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 3 2 0000 900',
  ].join('\n')
  expect(dropsAt(table, 5514)).toBe(22)
  expect(dropsAt('', 5514)).toBe(0)
})
