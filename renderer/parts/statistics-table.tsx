import { cardOf } from '../../main/contract/card.ts'
import type { Text } from '../../main/contract/text.ts'
import type { Statistics } from '../../main/contract/tools.ts'
import { useText } from '../state/page.tsx'
import { number } from '../words/dates.ts'
import { Words } from '../words/phrases.tsx'

const kindWords = (kind: string, t: Text): string =>
  kind === 'reported' ? t('statistics.reported') : cardOf({ kind, facts: {} }, t).title

/** The counts as they would go, folded ones said as such. */
export const StatisticsTable = ({ statistics }: { statistics: Statistics }) => {
  const t = useText()
  const { lines } = statistics
  if (lines.length === 0)
    return (
      <p data-testid="statistics-none">
        <Words>{t('statistics.none')}</Words>
      </p>
    )
  return (
    <table data-testid="statistics">
      <thead>
        <tr>
          {(['month', 'kind', 'severity', 'count'] as const).map((name) => (
            <th key={name} scope="col">
              <Words>{t(`statistics.${name}`)}</Words>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map((l) => (
          <tr key={`${l.month}${l.kind}${l.severity}`}>
            <td>{l.month}</td>
            <td>
              <Words>{kindWords(l.kind, t)}</Words>
            </td>
            <td>
              <Words>{t.first([`severity.${l.severity}`]) ?? l.severity}</Words>
            </td>
            <td>{l.count === null ? <Words>{t('statistics.other')}</Words> : number(l.count, t.language)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
