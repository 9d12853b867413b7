import type { FastifyInstance } from 'fastify'
import type { Desk } from '../context.ts'
import { audit, auditLines } from '../store/audit.ts'
import { requestsCsv, statisticsCsv } from '../store/export.ts'
import { statistics } from '../store/statistics.ts'
import { callingOperator } from './access.ts'

/** Counts, the audit log, and both tables for a spreadsheet. */
export const addOverview = (app: FastifyInstance, desk: Desk): void => {
  const { store, now } = desk

  app.get('/operator/api/statistics', async (request) => {
    await callingOperator(desk, request, 'overview')
    return { lines: await statistics(store.db) }
  })
  app.get('/operator/api/audit', async (request) => {
    await callingOperator(desk, request, 'administer')
    return { lines: await auditLines(store.db) }
  })
  const tables = [
    { name: 'requests', path: 'export.csv', right: 'administer', csv: requestsCsv },
    { name: 'statistics', path: 'statistics.csv', right: 'overview', csv: statisticsCsv },
  ] as const
  for (const { name, path, right, csv } of tables)
    app.get(`/operator/api/${path}`, async (request, reply) => {
      const { name: who } = await callingOperator(desk, request, right)
      await audit(store.db, now(), { who, what: 'export', subject: name })
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="${name}.csv"`)
        .send(await csv(store.db))
    })
}
