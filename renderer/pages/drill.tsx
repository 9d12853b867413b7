import type { Alert } from '../../main/contract/alert.ts'
import { cardOf } from '../../main/contract/card.ts'
import { DrillPlay } from '../parts/drill-play.tsx'
import { PaperList } from '../parts/paper-list.tsx'
import { RecordSteps } from '../parts/record-steps.tsx'
import { BackLink, Nothing } from '../parts/screen-head.tsx'
import { useRecord } from '../parts/use-record.ts'
import { useSnapshot, useText } from '../state/page.tsx'
import { hashOf } from '../state/route.ts'
import { Words } from '../words/phrases.tsx'

/** One exercise: while it runs its steps with the time, afterwards its record. */
export const DrillPage = ({ id }: { id: string }) => {
  const t = useText()
  const alert = useSnapshot().alerts.find((a) => a.id === id && a.drill)
  return (
    <>
      <BackLink href={hashOf('drill')}>{t('papers.back')}</BackLink>
      {alert ? <Drill alert={alert} /> : <Nothing alone title={t('drill.gone')} />}
    </>
  )
}

const Drill = ({ alert }: { alert: Alert }) => {
  const t = useText()
  const card = cardOf(alert, t)
  return (
    <article className="paper" data-testid="drill">
      <h1>
        <Words>{card.title}</Words>
      </h1>
      <p>
        <strong>
          <Words>{t('drill.lead')}</Words>
        </strong>
      </p>
      {alert.state === 'closed' ? <Done alert={alert} /> : <DrillPlay alert={alert} />}
    </article>
  )
}

const Done = ({ alert }: { alert: Alert }) => {
  const t = useText()
  const { record } = useRecord(alert.id)
  return (
    <>
      <p role="status" data-testid="drill-done">
        <Words>{t('drill.done')}</Words>
      </p>
      <h2>
        <Words>{t('drill.record')}</Words>
      </h2>
      {record && <RecordSteps alert={alert} record={record} />}
      <PaperList kinds={['drill-record']} alertId={alert.id} />
    </>
  )
}
