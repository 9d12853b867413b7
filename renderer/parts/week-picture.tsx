import { Button as AriaButton, Disclosure, DisclosurePanel, Heading } from 'react-aria-components'
import { severitySchema } from '../../main/contract/alert.ts'
import { useSnapshot, useText } from '../state/page.tsx'
import { totalOf, weekOf } from '../state/week.ts'
import { dayOfWeek, number } from '../words/dates.ts'
import { Words } from '../words/phrases.tsx'
import { Icon } from './icon.tsx'

const height = 96

/** A picture of the week: one column a day, and the same numbers as a table. */
export const WeekPicture = () => {
  const t = useText()
  const { alerts, sources, network } = useSnapshot()
  const days = weekOf(alerts, new Date())
  const total = totalOf(days)
  const most = Math.max(1, ...days.map((d) => d.urgent + d.check + d.notice))
  const events = sources.reduce((sum, s) => sum + s.events, 0)
  const say = (n: number) => number(n, t.language)
  return (
    <section aria-labelledby="week" data-testid="week">
      <h2 id="week">
        <Words>{t('week.title')}</Words>
      </h2>
      <p>
        <Words>{total === 0 ? t('week.none') : t('week.some', { count: total })}</Words>
      </p>
      <div className="week" aria-hidden="true">
        {days.map((d) => (
          <div key={d.at.getTime()}>
            <span>{d.urgent + d.check + d.notice}</span>
            <svg aria-hidden="true" viewBox={`0 0 40 ${height}`} preserveAspectRatio="none">
              {severitySchema.options.toReversed().map((level, i, levels) => {
                const below = levels.slice(0, i).reduce((sum, l) => sum + d[l], 0)
                const unit = height / most
                const top = height - (below + d[level]) * unit
                return (
                  <rect
                    key={level}
                    className={`bar bar-${level}`}
                    x="4"
                    width="32"
                    y={top}
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
      <p>
        <Words>{t('week.events', { count: say(events) })}</Words>
      </p>
      {network && (
        <p>
          <Words>{t('week.blocked', { count: say(network.blockedToday) })}</Words>
          {network.unreadableToday > 0 && (
            <Words>{t('week.unread', { count: say(network.unreadableToday) })}</Words>
          )}
        </p>
      )}
      <Disclosure>
        <Heading level={3}>
          <AriaButton slot="trigger" className="disclosure">
            <Icon name="open" size={20} />
            <span>
              <Words>{t('week.table')}</Words>
            </span>
          </AriaButton>
        </Heading>
        <DisclosurePanel>
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
        </DisclosurePanel>
      </Disclosure>
    </section>
  )
}
