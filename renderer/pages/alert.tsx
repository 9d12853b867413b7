import { useEffect } from 'react'
import { AlertCard } from '../parts/alert-card.tsx'
import { RequestRow } from '../parts/request-row.tsx'
import { BackLink, Nothing } from '../parts/screen-head.tsx'
import { useClient, useSnapshot, useText } from '../state/page.tsx'
import { hashOf } from '../state/route.ts'
import { Words } from '../words/phrases.tsx'

/** One alert as a card, and the requests made about it. Opening it marks it as seen. */
export const AlertPage = ({ id }: { id: string }) => {
  const t = useText()
  const client = useClient()
  const { alerts, requests } = useSnapshot()
  const alert = alerts.find((a) => a.id === id)
  const isNew = alert?.state === 'new'
  useEffect(() => {
    // A mark that could not be written is tried again at the next opening.
    if (isNew) client.ask('alert.seen', { id }).catch(() => {})
  }, [client, id, isNew])
  const about = requests.filter((r) => r.alertId === id)
  return (
    <>
      <BackLink href={hashOf('alerts')}>{t('alerts.back')}</BackLink>
      {alert ? <AlertCard alert={alert} /> : <Nothing alone title={t('alerts.gone')} />}
      {about.length > 0 && (
        <section>
          <h2>
            <Words>{t('card.asked')}</Words>
          </h2>
          <ul className="rows">
            {about.map((r) => (
              <RequestRow key={r.id} request={r} />
            ))}
          </ul>
        </section>
      )}
    </>
  )
}
