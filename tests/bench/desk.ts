import { mkdtempSync, rmSync } from 'node:fs'
import { Agent, get } from 'node:http'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { openSqlite } from '../../desk/database/sqlite.ts'
import { anAlert } from '../fakes/desk-material.ts'
import { setUp } from '../fakes/provider-desk.ts'
import { openLoop, quantile, timedCall } from './desk/load.ts'
import { type MeasuredDesk, startMeasuredDesk } from './desk/measured-desk.ts'
import { benchPostgres } from './desk/on-postgres.ts'
import { seedPcs, writeConfig } from './desk/seed.ts'

// `npm run bench -- desk [seconds] [scaling]`: one process, SQLite, loopback; then PostgreSQL with one process and with two, as
// they are and each held to a share of a core. `scaling`: the latter alone. JSON lines. Default 60 s a part, as the targets say.
const seconds = Number(process.argv[2] ?? 60)
const scalingOnly = process.argv[3] === 'scaling'
const pcs = 10_000
const perSecond = pcs / 60
const streams = 5_000
const folder = mkdtempSync(join(tmpdir(), 'otasuke-bench-'))
const say = (part: string, figures: object) =>
  console.log(
    JSON.stringify({
      bench: 'desk',
      part,
      ...figures,
      load1m: Number(loadavg()[0]!.toFixed(1)),
      cores: cpus().length,
    }),
  )
const auth = (token: string | undefined) => ({ authorization: `Bearer ${token}` })
const round = (n: number) => Number(n.toFixed(1))

const heartbeats = async (desk: MeasuredDesk, tokens: readonly string[]) => {
  const times: number[] = []
  let failed = 0
  const before = await desk.usage()
  await openLoop(perSecond, seconds, async (i) => {
    const body = {
      at: new Date().toISOString(),
      utcOffset: 540,
      appVersion: '0.1.0',
      status: 'fine',
      blind: [],
    }
    const { status, ms } = await timedCall(
      desk.url,
      'POST',
      '/v1/heartbeat',
      auth(tokens[i % tokens.length]),
      body,
    )
    times.push(ms)
    if (status !== 200) failed += 1
  })
  const after = await desk.usage()
  say('heartbeats', {
    pcs,
    perMinute: Math.round((times.length / seconds) * 60),
    failed,
    p50Ms: round(quantile(times, 0.5)),
    p99Ms: round(quantile(times, 0.99)),
    coreShare: Number(((after.cpuMs - before.cpuMs) / 1000 / seconds).toFixed(2)),
    rssMb: Math.round(after.rssMb),
  })
}

const storm = async (desk: MeasuredDesk, tokens: readonly string[]) => {
  const operator = await setUp({ url: desk.url, operatorUrl: `x/${desk.setup}` } as never)
  const times: number[] = []
  const pages: number[] = []
  let refused = 0
  let over = false
  const look = (async () => {
    while (!over) {
      pages.push((await timedCall(desk.url, 'GET', '/operator/api/requests', { cookie: operator.cookie })).ms)
      pages.push((await timedCall(desk.url, 'GET', '/operator/api/alerts', { cookie: operator.cookie })).ms)
      await new Promise((resolve) => setTimeout(resolve, 500))
    }
  })()
  const before = await desk.usage()
  await openLoop(perSecond, seconds, async (i) => {
    const alert = anAlert()
    const put = await timedCall(desk.url, 'PUT', `/v1/alerts/${alert.id}`, auth(tokens[i % tokens.length]), {
      alert,
      computer: 'pc',
    })
    times.push(put.ms)
    if (put.status !== 200) refused += 1
  })
  over = true
  await look
  const after = await desk.usage()
  const file = new DatabaseSync(join(folder, 'desk.sqlite'), { readOnly: true })
  const { stored } = file.prepare('SELECT count(*) AS stored FROM alert').get() as { stored: number }
  file.close()
  say('storm', {
    sent: times.length,
    stored,
    refused,
    seconds,
    p99Ms: round(quantile(times, 0.99)),
    pageP50Ms: round(quantile(pages, 0.5)),
    pageP99Ms: round(quantile(pages, 0.99)),
    coreShare: Number(((after.cpuMs - before.cpuMs) / 1000 / seconds).toFixed(2)),
  })
}

const openStreams = async (desk: MeasuredDesk, tokens: readonly string[]) => {
  const before = await desk.usage()
  const agent = new Agent({ maxSockets: Number.POSITIVE_INFINITY })
  let open = 0
  for (let i = 0; i < streams; i += 100)
    await Promise.all(
      tokens.slice(i, i + 100).map(
        (token) =>
          new Promise<void>((resolve, reject) => {
            const req = get(`${desk.url}/v1/stream`, { agent, headers: auth(token) }, (res) => {
              res.once('data', () => {
                open += 1
                resolve()
              })
              res.on('error', () => {})
              res.resume()
            })
            req.on('error', reject)
          }),
      ),
    )
  const after = await desk.usage()
  agent.destroy()
  say('streams', { streams: open, rssMb: Math.round(after.rssMb), rssBeforeMb: Math.round(before.rssMb) })
}

const onSqlite = async () => {
  writeConfig(folder)
  const { db } = openSqlite(join(folder, 'desk.sqlite'))
  const tokens = await seedPcs(db, pcs)
  await db.destroy()
  const desk = await startMeasuredDesk(folder)
  await heartbeats(desk, tokens)
  await storm(desk, tokens)
  await desk.stop()
  const fresh = await startMeasuredDesk(folder)
  await openStreams(fresh, tokens)
  await fresh.stop()
}

try {
  if (!scalingOnly) await onSqlite()
  for (const share of [null, 0.3, 0.15]) say('postgres', await benchPostgres(Math.min(seconds, 15), share))
} finally {
  rmSync(folder, { recursive: true, force: true })
}
process.exit(0)
