import { Link } from 'react-aria-components'
import { cardOf } from '../../main/contract/card.ts'
import { ButtonLink } from '../parts/button.tsx'
import { Icon } from '../parts/icon.tsx'
import { PaperList } from '../parts/paper-list.tsx'
import { Nothing } from '../parts/screen-head.tsx'
import { useSnapshot, useText } from '../state/page.tsx'
import { hashOf } from '../state/route.ts'
import { dayAndTime } from '../words/dates.ts'
import { Words } from '../words/phrases.tsx'

/** 記録と書類: every incident's record, newest first. */
export const PapersPage = () => {
  const t = useText()
  const { alerts } = useSnapshot()
  return (
    <>
      <h1>
        <Words>{t('papers.title')}</Words>
      </h1>
      <p>
        <Words>{t('papers.lead')}</Words>
      </p>
      {alerts.length === 0 && <Nothing title={t('papers.empty')} detail={t('papers.emptyDetail')} />}
      <ul className="rows">
        {alerts.map((a) => (
          <li key={a.id}>
            <Link className="row" href={hashOf('papers', a.id)} data-testid="paper-row">
              <Icon name="papers" />
              <span className="row-body">
                <span className="small">{dayAndTime(a.detectedAt, t.language)}</span>
                <strong>
                  <Words>{cardOf(a, t).title}</Words>
                </strong>
              </span>
              <Icon name="open" />
            </Link>
          </li>
        ))}
      </ul>
      <PaperList kinds={['emergency-card', 'statement', 'monthly-report']} alertId={null} />
      <section className="by-people">
        <h2>
          <Words>{t('papers.tools')}</Words>
        </h2>
        <div className="actions">
          <ButtonLink href={hashOf('check-sheet')} data-testid="to-check-sheet">
            {t('sheet.title')}
          </ButtonLink>
          {(['clock', 'cut', 'drill', 'statistics'] as const).map((name) => (
            <ButtonLink key={name} href={hashOf(name)} data-testid={`to-${name}`}>
              {t(`${name}.title`)}
            </ButtonLink>
          ))}
        </div>
      </section>
    </>
  )
}
