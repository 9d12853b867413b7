import type { AskOut } from '../../main/contract/api.ts'
import { useText } from '../state/page.tsx'
import { day } from '../words/dates.ts'
import { Words } from '../words/phrases.tsx'

/** The dates of the clock with the days left, and what they depend on. */
export const ClockDates = ({ dates }: { dates: AskOut<'clock.read'> }) => {
  const t = useText()
  const say = (date: string) => day(date, t.language)
  const left = (days: number) =>
    days > 0
      ? t('clock.left', { count: days })
      : days === 0
        ? t('clock.today')
        : t('clock.passed', { count: -days })
  const rows = [
    {
      name: 'first',
      value: t('clock.span', { from: say(dates.first.from), until: say(dates.first.until) }),
      days: dates.daysLeft.first,
    },
    { name: 'final', value: say(dates.final), days: dates.daysLeft.final },
  ] as const
  return (
    <section data-testid="clock-dates" data-final={dates.final}>
      <p>
        <strong>
          <Words>{t(`clock.due.${dates.due}`)}</Words>
        </strong>
      </p>
      <dl className="written">
        {rows.map(({ name, value, days }) => (
          <div key={name} data-testid={`clock-${name}`}>
            <dt>
              <Words>{t(`clock.${name}`)}</Words>
            </dt>
            <dd>
              <Words>{value}</Words> <Words>{left(days)}</Words>
            </dd>
          </div>
        ))}
      </dl>
      <p className="small">
        <Words>{t('clock.onePerson')}</Words> <Words>{t('clock.depends')}</Words>
      </p>
      {!dates.holidaysKnown && (
        <p className="problem" data-testid="clock-holidays">
          <Words>{t('clock.holidaysUnknown')}</Words>
        </p>
      )}
      <ul className="small">
        <li>
          <Words>{t('clock.final30', { day: say(dates.final30) })}</Words>
        </li>
        <li>
          <Words>{t('clock.final60', { day: say(dates.final60) })}</Words>
        </li>
      </ul>
    </section>
  )
}
