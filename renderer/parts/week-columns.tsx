import { severitySchema } from '../../main/contract/alert.ts'
import { useText } from '../state/page.tsx'
import { countOf, type DayCount } from '../state/week.ts'
import { dayOfWeek } from '../words/dates.ts'
import { Words } from '../words/phrases.tsx'
import { LevelBadge } from './level-badge.tsx'

const height = 96
const gap = 3

/** One column a day, urgent on top, each level with a pattern of its own. A picture only: the same numbers stand in the table. */
export const WeekColumns = ({ days }: { days: readonly DayCount[] }) => {
  const t = useText()
  const most = Math.max(1, ...days.map(countOf))
  const unit = height / most
  const seen = severitySchema.options.filter((level) => days.some((d) => d[level] > 0))
  return (
    <div className="week-picture" aria-hidden="true" data-testid="week-columns">
      <div className="week">
        {days.map((d, at) => (
          <div key={d.at.getTime()} className={countOf(d) === 0 ? 'week-none' : undefined}>
            <strong>{countOf(d)}</strong>
            <svg aria-hidden="true" viewBox={`0 0 40 ${height}`} preserveAspectRatio="none">
              <Patterns />
              {severitySchema.options.toReversed().map((level, i, levels) => {
                const below = levels.slice(0, i).reduce((sum, l) => sum + d[l], 0)
                return d[level] === 0 ? null : (
                  <rect
                    key={level}
                    className={`bar-${level}`}
                    width="40"
                    rx="4"
                    y={height - (below + d[level]) * unit}
                    height={Math.max(2, d[level] * unit - gap)}
                  />
                )
              })}
            </svg>
            <span>
              <Words>{at === days.length - 1 ? t('week.today') : dayOfWeek(d.at, t.language)}</Words>
            </span>
          </div>
        ))}
      </div>
      <div className="week-legend">
        {seen.map((level) => (
          <LevelBadge key={level} level={level} />
        ))}
      </div>
    </div>
  )
}

/** Stripes for 今日中に確認, dots for 読むだけ: told apart without any colour. */
const Patterns = () => (
  <defs>
    <pattern id="week-check" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect className="week-check-ground" width="8" height="8" />
      <rect className="week-check-line" width="4" height="8" />
    </pattern>
    <pattern id="week-notice" width="10" height="10" patternUnits="userSpaceOnUse">
      <rect className="week-notice-ground" width="10" height="10" />
      <circle className="week-notice-dot" cx="5" cy="5" r="2" />
    </pattern>
  </defs>
)
