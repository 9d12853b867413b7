import { openAlerts } from '../../main/contract/overall.ts'
import { plain } from '../../main/contract/ruby.ts'
import { useSnapshot, useText } from '../state/page.tsx'
import { hashOf, type Screen } from '../state/route.ts'
import { Words } from '../words/phrases.tsx'
import { Icon } from './icon.tsx'

/** Always in sight. */
const firstPlaces = ['home', 'alerts', 'requests', 'help'] as const
/** In sight where the window is wide; else behind 「ほか」. */
export const morePlaces = ['checks', 'papers', 'contract', 'settings'] as const

/** The ways to every screen: a column on wide windows, a bar below on narrow ones. */
export const Navigation = ({ screen }: { screen: Screen }) => {
  const t = useText()
  const { alerts } = useSnapshot()
  const waiting = openAlerts(alerts).filter((a) => a.state === 'new').length
  const link = (place: (typeof firstPlaces)[number] | (typeof morePlaces)[number] | 'more', kind: string) => (
    <li key={place} className={kind}>
      <a
        href={hashOf(place)}
        aria-current={screen === place ? 'page' : undefined}
        data-testid={`nav-${place}`}
      >
        <Icon name={place} />
        <span>
          <Words>{t(`nav.${place}`)}</Words>
        </span>
        {place === 'alerts' && waiting > 0 && <span className="badge">{waiting}</span>}
      </a>
    </li>
  )
  return (
    <nav aria-label={plain(t('nav.label'))} className="navigation">
      <ul>
        {firstPlaces.map((p) => link(p, 'always'))}
        {morePlaces.map((p) => link(p, 'wide'))}
        {link('more', 'narrow')}
      </ul>
    </nav>
  )
}
