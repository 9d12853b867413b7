import { openAlerts, overallOf } from '../../main/contract/overall.ts'
import { AlertRow } from '../parts/alert-row.tsx'
import { ButtonLink } from '../parts/button.tsx'
import { Icon, type IconName } from '../parts/icon.tsx'
import { SourceList } from '../parts/source-list.tsx'
import { WeekPicture } from '../parts/week-picture.tsx'
import { useSnapshot, useText } from '../state/page.tsx'
import { hashOf } from '../state/route.ts'
import { Words } from '../words/phrases.tsx'
import { StartPage } from './start.tsx'

const icons = {
  urgent: 'urgent',
  check: 'check',
  notice: 'notice',
  blind: 'eyeOff',
  starting: 'hourglass',
  fine: 'eye',
} as const satisfies Record<string, IconName>

/** One sentence: are we all right? One big button. Then what is watched. */
export const HomePage = () => {
  const t = useText()
  const { alerts, sources, settings } = useSnapshot()
  const overall = overallOf({ alerts, sources })
  const first = !settings.firstRunDone && openAlerts(alerts).length === 0
  const waiting = 'alerts' in overall ? overall.alerts : []
  const only = waiting.length === 1 ? waiting[0]?.id : null
  return (
    <>
      <section
        className={`overall overall-${overall.level}`}
        data-testid="overall"
        data-level={overall.level}
      >
        <Icon name={icons[overall.level]} size={64} />
        <div>
          <h1>
            <Words>{t(`home.${overall.level}`)}</Words>
          </h1>
          {(overall.level === 'fine' || overall.level === 'blind' || overall.level === 'starting') && (
            <p>
              <Words>{t(`home.${overall.level}Detail`)}</Words>
            </p>
          )}
        </div>
        {!first &&
          (waiting.length > 0 ? (
            <ButtonLink look="main" icon="alerts" href={hashOf('alerts', only)} data-testid="home-main">
              {t('home.openAlerts')}
            </ButtonLink>
          ) : (
            <ButtonLink look="main" icon="phone" href={hashOf('ask', 'consultation')} data-testid="home-main">
              {t('home.ask')}
            </ButtonLink>
          ))}
      </section>
      {first && <StartPage />}
      {waiting.length > 0 && (
        <ul className="rows">
          {waiting.slice(0, 3).map((a) => (
            <AlertRow key={a.id} alert={a} />
          ))}
        </ul>
      )}
      {!first && <WeekPicture />}
      {!first && (
        <section aria-labelledby="watching">
          <h2 id="watching">
            <Words>{t('home.watching')}</Words>
          </h2>
          <SourceList />
        </section>
      )}
    </>
  )
}
