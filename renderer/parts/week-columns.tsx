import { severitySchema } from '../../main/contract/alert.ts'
import { useText } from '../state/page.tsx'
import type { DayCount } from '../state/week.ts'
import { dayOfWeek } from '../words/dates.ts'
import { Words } from '../words/phrases.tsx'

const height = 96

/** One column a day, urgent on top. A picture only: the same numbers stand in the table. */
export const WeekColumns = ({ days }: { days: readonly DayCount[] }) => {
  const t = useText()
  const most = Math.max(1, ...days.map((d) => d.urgent + d.check + d.notice))
  const unit = height / most
  return (
    <div className="week" aria-hidden="true" data-testid="week-columns">
      {days.map((d) => (
        <div key={d.at.getTime()}>
          <span>{d.urgent + d.check + d.notice}</span>
          <svg aria-hidden="true" viewBox={`0 0 40 ${height}`} preserveAspectRatio="none">
            {severitySchema.options.toReversed().map((level, i, levels) => {
              const below = levels.slice(0, i).reduce((sum, l) => sum + d[l], 0)
              const y = height - (below + d[level]) * unit
              return (
                <rect
                  key={level}
                  className={`bar-${level}`}
                  x="4"
                  width="32"
                  y={y}
                  height={d[level] * unit}
                />
              )
            })}
          </svg>
          <span>
            <Words>{dayOfWeek(d.at, t.language)}</Words>
          </span>
        </div>
      ))}
    </div>
  )
}
