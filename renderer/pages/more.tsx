import { Link } from 'react-aria-components'
import { Icon } from '../parts/icon.tsx'
import { morePlaces } from '../parts/navigation.tsx'
import { useText } from '../state/page.tsx'
import { hashOf } from '../state/route.ts'
import { Words } from '../words/phrases.tsx'

/** On narrow windows: the screens that the bar below has no room for. */
export const MorePage = () => {
  const t = useText()
  return (
    <>
      <h1>
        <Words>{t('nav.more')}</Words>
      </h1>
      <ul className="rows">
        {morePlaces.map((place) => (
          <li key={place}>
            <Link className="row" href={hashOf(place)}>
              <Icon name={place} />
              <span className="row-body">
                <Words>{t(`nav.${place}`)}</Words>
              </span>
              <Icon name="open" />
            </Link>
          </li>
        ))}
        <li>
          <Link className="row" href={hashOf('genuine')} data-testid="more-genuine">
            <Icon name="search" />
            <span className="row-body">
              <Words>{t('genuine.link')}</Words>
            </span>
            <Icon name="open" />
          </Link>
        </li>
      </ul>
    </>
  )
}
