import { useSnapshot, useText } from '../state/page.tsx'
import { totalOf, weekOf } from '../state/week.ts'
import { number } from '../words/dates.ts'
import { Words } from '../words/phrases.tsx'
import { Fold } from './fold.tsx'
import { WeekColumns } from './week-columns.tsx'
import { WeekTable } from './week-table.tsx'

/** A picture of the week: what was watched, what was found, what was stopped. */
export const WeekPicture = () => {
  const t = useText()
  const { alerts, sources, network } = useSnapshot()
  const days = weekOf(alerts, new Date())
  const total = totalOf(days)
  const say = (n: number) => number(n, t.language)
  const events = sources.reduce((sum, s) => sum + s.events, 0)
  return (
    <section aria-labelledby="week" data-testid="week">
      <h2 id="week">
        <Words>{t('week.title')}</Words>
      </h2>
      <p>
        <Words>{total === 0 ? t('week.none') : t('week.some', { count: total })}</Words>
      </p>
      {total > 0 && <WeekColumns days={days} />}
      <p>
        <Words>{t('week.events', { count: say(events) })}</Words>
      </p>
      {network && (
        <p>
          <Words>{t('week.blocked', { count: say(network.blockedToday) })}</Words>
        </p>
      )}
      {network && network.unreadableToday > 0 && (
        <p>
          <Words>{t('week.unread', { count: say(network.unreadableToday) })}</Words>
        </p>
      )}
      <Fold title={t('week.table')} level={3}>
        <WeekTable days={days} />
      </Fold>
    </section>
  )
}
