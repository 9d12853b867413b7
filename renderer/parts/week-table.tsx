import { severitySchema } from '../../main/contract/alert.ts'
import { useText } from '../state/page.tsx'
import type { DayCount } from '../state/week.ts'
import { dayOfWeek } from '../words/dates.ts'
import { Words } from '../words/phrases.tsx'

/** The numbers of the week's picture. */
export const WeekTable = ({ days }: { days: readonly DayCount[] }) => {
  const t = useText()
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">
            <Words>{t('week.day')}</Words>
          </th>
          {severitySchema.options.map((level) => (
            <th scope="col" key={level}>
              <Words>{t(`severity.${level}`)}</Words>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {days.map((d) => (
          <tr key={d.at.getTime()}>
            <th scope="row">
              <Words>{dayOfWeek(d.at, t.language)}</Words>
            </th>
            {severitySchema.options.map((level) => (
              <td key={level}>{d[level]}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
