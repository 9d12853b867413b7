import { severitySchema } from '../../../main/contract/alert.ts'
import { statisticListSchema } from '../../operator/contract.ts'
import { Table } from '../parts/table.tsx'
import { useRemote } from '../state/remote.ts'
import { kindWords, sayMonth, useText } from '../state/words.ts'

/** Counts by month, kind and urgency, without names. */
export const StatisticsPage = () => {
  const text = useText()
  const { data } = useRemote('statistics', statisticListSchema)
  if (!data) return null
  const severity = (s: string) => {
    const known = severitySchema.safeParse(s)
    return known.success ? text(`severity.${known.data}`) : s
  }
  const size = (s: string) => text.first([`statistics.sizes.${s}`]) ?? s
  const kind = (k: string) => (k === 'reported' ? text('statistics.reported') : kindWords(text, k))
  return (
    <main className="narrow">
      <h1>{text('desk.statistics.title')}</h1>
      {data.lines.length === 0 ? (
        <p className="hint">{text('desk.statistics.empty')}</p>
      ) : (
        <>
          <p>
            <a className="back shown" href="/operator/api/statistics.csv" download>
              {text('desk.statistics.export')}
            </a>
          </p>
          <Table
            head={(['month', 'kind', 'severity', 'size', 'count', 'computers'] as const).map((k) =>
              text(`desk.statistics.${k}`),
            )}
            rows={data.lines.map((l) => ({
              key: `${l.month}/${l.kind}/${l.severity}/${l.sizeBand}`,
              cells: [
                sayMonth(text, l.month),
                kind(l.kind),
                severity(l.severity),
                size(l.sizeBand),
                String(l.count),
                String(l.computers),
              ],
            }))}
          />
        </>
      )}
    </main>
  )
}
