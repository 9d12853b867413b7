import { AskLink } from '../parts/ask-link.tsx'
import { DeskPhone } from '../parts/desk-phone.tsx'
import { RequestRow } from '../parts/request-row.tsx'
import { Nothing } from '../parts/screen-head.tsx'
import { useSnapshot, useText } from '../state/page.tsx'
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
        <AskLink kind="consultation" />
        <AskLink kind="dispatch" />
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
