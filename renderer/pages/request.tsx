import { useState } from 'react'
import { withDrillMark } from '../../main/contract/drill-mark.ts'
import type { HelpRequest } from '../../main/contract/request.ts'
import { Button, ButtonLink } from '../parts/button.tsx'
import { CallAnswer } from '../parts/call-answer.tsx'
import { CallPromise } from '../parts/call-promise.tsx'
import { Delivery } from '../parts/delivery.tsx'
import { EngineerWord } from '../parts/engineer-word.tsx'
import { Messages } from '../parts/messages.tsx'
import { Problem } from '../parts/problem.tsx'
import { BackLink, Nothing } from '../parts/screen-head.tsx'
import { SentFiles } from '../parts/sent-files.tsx'
import { StatusSteps } from '../parts/status-steps.tsx'
import { useAsk } from '../parts/use-ask.ts'
import { VisitForm } from '../parts/visit-form.tsx'
import { useSnapshot, useText } from '../state/page.tsx'
import { hashOf } from '../state/route.ts'
import { Words } from '../words/phrases.tsx'

/** One request: receipt number, has it arrived, where it stands, the visit, the talk. */
export const RequestPage = ({ id }: { id: string }) => {
  const t = useText()
  const request = useSnapshot().requests.find((r) => r.id === id)
  return (
    <>
      <BackLink href={hashOf('requests')}>{t('requests.back')}</BackLink>
      {request ? <Shown request={request} /> : <Nothing alone title={t('requests.gone')} />}
    </>
  )
}

const Shown = ({ request }: { request: HelpRequest }) => {
  const t = useText()
  const cancelled = request.status === 'cancelled'
  const open = !cancelled && request.status !== 'done'
  return (
    <>
      <h1>
        <Words>{withDrillMark(request.drill, t(`requests.${request.kind}`), t)}</Words>
      </h1>
      <section className="receipt">
        <h2>
          <Words>{t('request.receipt')}</Words>
        </h2>
        <p className="receipt-number" data-testid="receipt">
          {request.receipt}
        </p>
        <p className="small">
          <Words>{t('request.receiptHint')}</Words>
        </p>
      </section>
      {cancelled ? (
        <p data-testid="request-status" data-status="cancelled">
          <Words>{t('request.cancelled')}</Words>
        </p>
      ) : (
        <>
          <Delivery request={request} />
          {(request.status === 'received' || request.status === 'callback') && (
            <>
              <CallPromise askedAt={request.createdAt} />
              <CallAnswer id={request.id} />
            </>
          )}
          {request.engineer && request.status !== 'done' && <EngineerWord engineer={request.engineer} />}
          <section>
            <h2>
              <Words>{t('request.steps')}</Words>
            </h2>
            <StatusSteps request={request} />
          </section>
        </>
      )}
      {!cancelled && (request.kind === 'dispatch' || request.visitAt !== '') && (
        <section>
          <h2>
            <Words>{t('request.visit')}</Words>
          </h2>
          <p className={request.visitAt ? 'visit-at' : undefined} data-testid="visit-at">
            <Words>{request.visitAt || t('request.visitOpen')}</Words>
          </p>
        </section>
      )}
      {request.kind === 'dispatch' && open && <VisitForm request={request} />}
      <Messages request={request} />
      <SentFiles request={request} />
      {open && request.alertId !== null && (
        <ButtonLink icon="papers" href={hashOf('evidence', request.alertId)} data-testid="to-evidence">
          {t('request.evidence')}
        </ButtonLink>
      )}
      <Written request={request} />
      {open && <Cancel id={request.id} />}
    </>
  )
}

const Written = ({ request }: { request: HelpRequest }) => {
  const t = useText()
  const rows = (['phone', 'contact', 'text', 'bestTime', 'place'] as const).filter((k) => request[k] !== '')
  return (
    <section>
      <h2>
        <Words>{t('request.details')}</Words>
      </h2>
      {rows.length === 0 && (
        <p>
          <Words>{t('request.nothingWritten')}</Words>
        </p>
      )}
      <dl className="written">
        {rows.map((k) => (
          <div key={k}>
            <dt>
              <Words>{t(`ask.${k}`)}</Words>
            </dt>
            <dd>
              <Words>{request[k]}</Words>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

const Cancel = ({ id }: { id: string }) => {
  const t = useText()
  const [asking, setAsking] = useState(false)
  const cancel = useAsk('help.cancel')
  if (!asking)
    return (
      <Button look="quiet" onPress={() => setAsking(true)} data-testid="request-cancel">
        {t('request.cancel')}
      </Button>
    )
  return (
    <section className="sure">
      <p>
        <Words>{t('request.cancelAsk')}</Words>
      </p>
      <div className="actions">
        <Button onPress={() => setAsking(false)}>{t('request.cancelNo')}</Button>
        <Button
          look="danger"
          onPress={() => void cancel.run({ id })}
          isDisabled={cancel.busy}
          data-testid="request-cancel-yes"
        >
          {t('request.cancelYes')}
        </Button>
      </div>
      <Problem text={cancel.problem} />
    </section>
  )
}
