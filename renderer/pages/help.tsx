import { Link } from 'react-aria-components'
import { ButtonLink } from '../parts/button.tsx'
import { DeskPhone } from '../parts/desk-phone.tsx'
import { SituationIcon } from '../parts/situation-icon.tsx'
import { useText } from '../state/page.tsx'
import { hashOf } from '../state/route.ts'
import { situations } from '../state/situations.ts'
import { Words } from '../words/phrases.tsx'

/** 困ったとき: what really happens to small firms, in the clerk's words. Needs no network and no desk. */
export const HelpPage = () => {
  const t = useText()
  return (
    <>
      <h1>
        <Words>{t('help.title')}</Words>
      </h1>
      <p>
        <Words>{t('help.lead')}</Words>
      </p>
      <ul className="tiles">
        {situations.map(({ id }) => (
          <li key={id}>
            <Link className="tile" href={hashOf('help', id)} data-testid={`situation-${id}`}>
              <SituationIcon id={id} />
              <strong>
                <Words>{t(`situation.${id}.title`)}</Words>
              </strong>
            </Link>
          </li>
        ))}
      </ul>
      <ButtonLink look="main" icon="phone" href={hashOf('ask', 'consultation')} data-testid="help-other">
        {t('help.other')}
      </ButtonLink>
      <ButtonLink icon="search" href={hashOf('genuine')} data-testid="help-genuine">
        {t('genuine.link')}
      </ButtonLink>
      <DeskPhone />
    </>
  )
}
