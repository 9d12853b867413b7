import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openPostgresStore } from '../../../desk/database/postgres-store.ts'
import { silentLog } from '../../../main/ports/log.ts'
import { anAlert } from '../../fakes/desk-material.ts'
import { postgresMissing, startPostgres } from '../../fakes/postgres.ts'
import { closedLoop, timedCall } from './load.ts'
import { startMeasuredDesk } from './measured-desk.ts'
import { watchWaits } from './postgres-waits.ts'
import { seedPcs, writeConfig } from './seed.ts'

const lanes = 32

/** Alerts a second with one desk process over PostgreSQL, and with two. */
export const benchPostgres = async (seconds: number): Promise<object> => {
  const missing = postgresMissing()
  if (missing) return { skipped: missing }
  const cluster = await startPostgres()
  const folder = mkdtempSync(join(tmpdir(), 'otasuke-bench-'))
  try {
    const database = cluster.database()
    writeConfig(folder)
    const store = await openPostgresStore(database, silentLog)
    const tokens = await seedPcs(store.db, 2_000)
    await store.close()
    const desks = [await startMeasuredDesk(folder, database), await startMeasuredDesk(folder, database)]
    const run = async (urls: readonly string[]) => {
      const used = async () =>
        (await Promise.all(desks.map((d) => d.usage()))).reduce((n, u) => n + u.cpuMs, 0)
      const before = await used()
      const perSecond = await closedLoop(lanes, seconds, async (i) => {
        const alert = anAlert()
        const headers = { authorization: `Bearer ${tokens[i % tokens.length]}` }
        await timedCall(urls[i % urls.length]!, 'PUT', `/v1/alerts/${alert.id}`, headers, {
          alert,
          computer: 'pc',
        })
      })
      return { perSecond, cores: ((await used()) - before) / 1000 / seconds }
    }
    await run(desks.map((d) => d.url))
    const one = await run([desks[0]!.url])
    const waits = await watchWaits(database)
    const two = await run(desks.map((d) => d.url))
    const waitsFor = await waits.stop()
    for (const desk of desks) await desk.stop()
    return {
      oneProcessPerSecond: Math.round(one.perSecond),
      twoProcessesPerSecond: Math.round(two.perSecond),
      ratio: Number((two.perSecond / one.perSecond).toFixed(2)),
      deskCoresOne: Number(one.cores.toFixed(2)),
      waitsFor,
      deskCoresTwo: Number(two.cores.toFixed(2)),
    }
  } finally {
    cluster.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
