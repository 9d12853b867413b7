import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openPostgresStore } from '../../../desk/database/postgres-store.ts'
import { silentLog } from '../../../main/ports/log.ts'
import { anAlert } from '../../fakes/desk-material.ts'
import { postgresMissing, startPostgres } from '../../fakes/postgres.ts'
import { holdToShare } from './core-share.ts'
import { closedLoop, timedCall } from './load.ts'
import { startMeasuredDesk } from './measured-desk.ts'
import { watchWaits } from './postgres-waits.ts'
import { seedPcs, writeConfig } from './seed.ts'

/** Calls under way at once, for each desk process: enough that neither the wire nor a commit is what is waited for. */
const lanes = 32

/**
 * Alerts a second with one desk process over PostgreSQL, and with two. `share`: each process may have so much of a core, so
 * that two find room beside the database and the load from outside; null: as much as there is.
 */
export const benchPostgres = async (seconds: number, share: number | null): Promise<object> => {
  const missing = postgresMissing()
  if (missing) return { skipped: missing }
  const cluster = await startPostgres()
  const folder = mkdtempSync(join(tmpdir(), 'otasuke-bench-'))
  const held: (() => void)[] = []
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
      const waits = await watchWaits(database)
      const before = await used()
      const perSecond = await closedLoop(lanes * urls.length, seconds, async (i) => {
        const alert = anAlert()
        const headers = { authorization: `Bearer ${tokens[i % tokens.length]}` }
        await timedCall(urls[i % urls.length]!, 'PUT', `/v1/alerts/${alert.id}`, headers, {
          alert,
          computer: 'pc',
        })
      })
      const deskCores = Number((((await used()) - before) / 1000 / seconds).toFixed(2))
      return { perSecond, deskCores, waitsFor: await waits.stop() }
    }
    const both = desks.map((d) => d.url)
    await run(both)
    if (share !== null)
      try {
        for (const { pid } of desks) held.push(holdToShare(pid, share))
      } catch (error) {
        return { share, skipped: `the kernel's CPU quota cannot be used here: ${String(error)}` }
      }
    // One before and after two: what else the machine does falls on both.
    const [first, second] = [await run(both.slice(0, 1)), await run(both)]
    const third = await run(both.slice(1))
    for (const end of held.splice(0)) end()
    for (const desk of desks) await desk.stop()
    const one = (first.perSecond + third.perSecond) / 2
    return {
      share,
      oneProcessPerSecond: [Math.round(first.perSecond), Math.round(third.perSecond)],
      twoProcessesPerSecond: Math.round(second.perSecond),
      ratio: Number((second.perSecond / one).toFixed(2)),
      deskCores: { one: first.deskCores, two: second.deskCores },
      waitsFor: { one: first.waitsFor, two: second.waitsFor },
    }
  } finally {
    for (const end of held) end()
    cluster.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
