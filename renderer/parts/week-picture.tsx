import { useSnapshot, useText } from '../state/page.tsx'
import { totalOf, weekOf } from '../state/week.ts'
import { number } from '../words/dates.ts'
import { Words } from '../words/phrases.tsx'
import { Fold } from './fold.tsx'
import { Icon, type IconName } from './icon.tsx'
import { WeekColumns } from './week-columns.tsx'
import { WeekTable } from './week-table.tsx'

/** A picture of the week: what was watched, what was found, what was stopped. */
export const WeekPicture = () => {
  const t = useText()
  const { alerts, sources, network } = useSnapshot()
  const days = weekOf(alerts, new Date())
  const total = totalOf(days)
  const numbers: { name: 'watched' | 'found' | 'stopped'; icon: IconName; count: number }[] = [
    { name: 'watched', icon: 'eye', count: sources.reduce((sum, s) => sum + s.events, 0) },
    { name: 'found', icon: 'alerts', count: total },
    ...(network ? [{ name: 'stopped', icon: 'dont', count: network.blockedToday } as const] : []),
  ]
  return (
    <section aria-labelledby="week" data-testid="week">
      <h2 id="week">
        <Words>{t('week.title')}</Words>
      </h2>
      <dl className="numbers">
        {numbers.map(({ name, icon, count }) => (
          <div key={name} data-testid={`week-${name}`}>
            <dt>
              <Icon name={icon} />
              <span>
                <Words>{t(`week.${name}.name`)}</Words>
                <span className="small">
                  <Words>{t(`week.${name}.when`)}</Words>
                </span>
              </span>
            </dt>
            <dd>
              <Words>{t('week.count', { count: number(count, t.language) })}</Words>
            </dd>
          </div>
        ))}
      </dl>
      {total > 0 && <WeekColumns days={days} />}
      {network && network.unreadableToday > 0 && (
        <p className="small">
          <Words>{t('week.unread', { count: number(network.unreadableToday, t.language) })}</Words>
        </p>
      )}
      <Fold title={t('week.table')} level={3}>
        <WeekTable days={days} />
      </Fold>
    </section>
  )
}
