import { cardOf } from '../../main/contract/card.ts'
import type { Statistics } from '../../main/contract/statistics.ts'
import type { Text } from '../../main/contract/text.ts'
import { useText } from '../state/page.tsx'
import { number } from '../words/dates.ts'
import { Words } from '../words/phrases.tsx'

const kindWords = (kind: string, t: Text): string => {
  if (kind === 'reported') return t('statistics.reported')
  if (kind === 'other') return t('statistics.other')
  return cardOf({ kind, facts: {} }, t).title
}

/** The counts as they would go. */
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
              <Words>{l.severity === 'mixed' ? t('statistics.mixed') : t(`severity.${l.severity}`)}</Words>
            </td>
            <td>{number(l.count, t.language)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
