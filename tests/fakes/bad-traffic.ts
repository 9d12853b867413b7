import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { join } from 'node:path'
import { systemClock } from '../../main/ports/clock.ts'
import { createConnections } from '../../main/probe/sources/state/connections.ts'
import { createSourceBench, until } from './source-bench.ts'

/**
 * `bad-traffic.ts FOLDER`, inside a network namespace of its own (`unshare -Urn`): real connections to an address of a list, and
 * a real burst of mail. The addresses are this namespace's own, so nothing leaves it. Prints every event as a JSON line.
 */
const [folder = ''] = process.argv.slice(2)
const bad = '67.213.75.205'
const mailServers = Array.from({ length: 9 }, (_, i) => `17.0.0.${i + 1}`)
const ip = (...args: string[]) => execFileSync('ip', args)
ip('link', 'set', 'lo', 'up')
for (const address of [bad, ...mailServers]) ip('address', 'add', `${address}/32`, 'dev', 'lo')
mkdirSync(join(folder, 'blocklists'))
writeFileSync(join(folder, 'blocklists/feodo.csv'), `"2021-01-17 07:30:05","${bad}","443"\n`)
for (const port of [443, 25])
  await new Promise<void>((done) =>
    createServer((s) => s.on('error', () => {})).listen(port, '0.0.0.0', done),
  )

const bench = createSourceBench({
  clock: { ...systemClock, after: (ms, f) => systemClock.after(Math.min(ms, 300), f) },
  data: folder,
})
const source = createConnections({ platform: 'linux' })
await source.start(bench.context)
await until('the first look', () => bench.states.length > 0)
const call = (host: string, port: number) =>
  new Promise<void>((done) => void connect(port, host, () => done()))
await call(bad, 443)
await until('the bad address', () => bench.events.length > 0)
for (let i = 0; i < 35; i += 1) await call(mailServers[i % mailServers.length] ?? '', 25)
await until('the burst', () => bench.events.length > 1)
await source.stop()
for (const event of bench.events) console.log(JSON.stringify(event))
process.exit(0)
