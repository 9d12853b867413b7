import { ButtonLink } from '../parts/button.tsx'
import { DeskPhone } from '../parts/desk-phone.tsx'
import { RequestRow } from '../parts/request-row.tsx'
import { Nothing } from '../parts/screen-head.tsx'
import { useSnapshot, useText } from '../state/page.tsx'
import { hashOf } from '../state/route.ts'
import { Words } from '../words/phrases.tsx'

/** All requests, newest first, and the two ways to ask. */
export const RequestsPage = () => {
  const t = useText()
  const { requests } = useSnapshot()
  return (
    <>
      <h1>
        <Words>{t('requests.title')}</Words>
      </h1>
      <div className="actions">
        <ButtonLink
          look="main"
          icon="phone"
          href={hashOf('ask', 'consultation')}
          data-testid="ask-consultation"
        >
          {t('action.consultation')}
        </ButtonLink>
        <ButtonLink look="danger" icon="car" href={hashOf('ask', 'dispatch')} data-testid="ask-dispatch">
          {t('action.dispatch')}
        </ButtonLink>
      </div>
      <DeskPhone />
      {requests.length === 0 ? (
        <Nothing title={t('requests.empty')} detail={t('requests.emptyDetail')} />
      ) : (
        <ul className="rows">
          {requests.map((r) => (
            <RequestRow key={r.id} request={r} />
          ))}
        </ul>
      )}
    </>
  )
}
