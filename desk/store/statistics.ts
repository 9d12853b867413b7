import type { StatisticsIn } from '../../main/contract/statistics.ts'
import type { Queries } from '../database/store.ts'
import type { StatisticLine } from '../operator/contract.ts'

/** Takes a PC's counts of one month in place of those it sent before. */
export const putStatistics = async (
  db: Queries,
  deviceId: string,
  month: string,
  { sizeBand, counts }: Pick<StatisticsIn, 'sizeBand' | 'counts'>,
): Promise<void> => {
  await db.deleteFrom('statistic').where('device_id', '=', deviceId).where('month', '=', month).execute()
  for (const { kind, severity, count } of counts)
    await db
      .insertInto('statistic')
      .values({ device_id: deviceId, month, kind, severity, count, size_band: sizeBand })
      .onConflict((c) =>
        c.columns(['device_id', 'month', 'kind', 'severity']).doUpdateSet({ count, size_band: sizeBand }),
      )
      .execute()
}

/** Counts over all PCs: month × kind × severity × size of the firm, newest month first. No names. */
export const statistics = async (db: Queries): Promise<StatisticLine[]> => {
  const rows = await db
    .selectFrom('statistic')
    .select(['month', 'kind', 'severity', 'size_band as sizeBand'])
    .select((e) => [
      e.fn.sum<number>('count').as('count'),
      e.fn.count<number>('device_id').distinct().as('computers'),
    ])
    .groupBy(['month', 'kind', 'severity', 'size_band'])
    .orderBy('month', 'desc')
    .orderBy('kind')
    .orderBy('size_band')
    .limit(2000)
    .execute()
  return rows.map((r) => ({ ...r, count: Number(r.count), computers: Number(r.computers) }))
}
