import { Link } from 'react-aria-components'
import type { Alert } from '../../main/contract/alert.ts'
import { cardOf } from '../../main/contract/card.ts'
import { useText } from '../state/page.tsx'
import { hashOf } from '../state/route.ts'
import { dayAndTime } from '../words/dates.ts'
import { Words } from '../words/phrases.tsx'
import { Icon } from './icon.tsx'
import { LevelBadge } from './level-badge.tsx'

/** An alert in one line of a list; leads to its card. */
export const AlertRow = ({ alert }: { alert: Alert }) => {
  const t = useText()
  return (
    <li>
      <Link
        className={`row row-${alert.severity}`}
        href={hashOf('alerts', alert.id)}
        data-testid="alert-row"
        data-alert={alert.id}
      >
        <span className="row-body">
          <span className="row-head">
            <LevelBadge level={alert.severity} />
            <span className="small">{dayAndTime(alert.lastAt, t.language)}</span>
            {alert.drill && (
              <span className="drill">
                <Words>{t('card.drill')}</Words>
              </span>
            )}
          </span>
          <strong>
            <Words>{cardOf(alert, t).title}</Words>
          </strong>
        </span>
        <Icon name="open" />
      </Link>
    </li>
  )
}
