import type { StatisticsIn } from '../../main/contract/desk.ts'
import type { Queries } from '../database/store.ts'
import type { StatisticLine } from '../operator/contract.ts'

/** Takes a PC's counts of one month in place of those it sent before. */
export const putStatistics = async (
  db: Queries,
  deviceId: string,
  month: string,
  counts: StatisticsIn['counts'],
): Promise<void> => {
  await db.deleteFrom('statistic').where('device_id', '=', deviceId).where('month', '=', month).execute()
  for (const { kind, severity, count } of counts)
    await db
      .insertInto('statistic')
      .values({ device_id: deviceId, month, kind, severity, count })
      .onConflict((c) => c.columns(['device_id', 'month', 'kind', 'severity']).doUpdateSet({ count }))
      .execute()
}

/** Counts over all PCs: month × kind × severity, newest month first. No names. */
export const statistics = async (db: Queries): Promise<StatisticLine[]> => {
  const rows = await db
    .selectFrom('statistic')
    .select(['month', 'kind', 'severity'])
    .select((e) => [
      e.fn.sum<number>('count').as('count'),
      e.fn.count<number>('device_id').distinct().as('computers'),
    ])
    .groupBy(['month', 'kind', 'severity'])
    .orderBy('month', 'desc')
    .orderBy('kind')
    .limit(2000)
    .execute()
  return rows.map((r) => ({ ...r, count: Number(r.count), computers: Number(r.computers) }))
}
