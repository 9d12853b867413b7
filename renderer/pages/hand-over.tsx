import type { Alert } from '../../main/contract/alert.ts'
import { handOverOf } from '../../main/contract/hand-over.ts'
import { Button } from '../parts/button.tsx'
import { Dont, Steps } from '../parts/first-steps.tsx'
import { PaperList } from '../parts/paper-list.tsx'
import { QrCode } from '../parts/qr-code.tsx'
import { BackLink, Nothing } from '../parts/screen-head.tsx'
import { usePlainText, useSnapshot, useText } from '../state/page.tsx'
import { hashOf } from '../state/route.ts'
import { longDate } from '../words/dates.ts'
import { Words } from '../words/phrases.tsx'

/** While this PC is off the net: number, first steps, contacts, and codes for a phone. Made without any server. */
export const HandOverPage = ({ id }: { id: string }) => {
  const t = useText()
  const alert = useSnapshot().alerts.find((a) => a.id === id)
  return (
    <>
      <BackLink href={alert ? hashOf('papers', id) : hashOf('papers')}>{t('papers.back')}</BackLink>
      {alert ? <Sheet alert={alert} /> : <Nothing alone title={t('papers.gone')} />}
    </>
  )
}

const Sheet = ({ alert }: { alert: Alert }) => {
  const t = useText()
  const plain = usePlainText()
  const { requests, profile, settings, host } = useSnapshot()
  const sheet = handOverOf({ alert, requests, profile: profile ?? null, settings, host }, plain)
  return (
    <article className="paper" data-testid="hand-over">
      <h1>
        <Words>{t('handOver.title')}</Words>
      </h1>
      <p>
        <Words>{t('handOver.lead')}</Words>
      </p>
      <p>
        <strong data-testid="case-number">
          <Words>{t('handOver.number', { number: sheet.number })}</Words>
        </strong>
      </p>
      {sheet.customer && (
        <p>
          <Words>{sheet.customer}</Words>
        </p>
      )}
      <p>
        <Words>{sheet.title}</Words>
      </p>
      <p>
        {longDate(alert.detectedAt, t.language)} {host.computer}
      </p>
      <Steps steps={sheet.steps} />
      {sheet.dont && <Dont>{sheet.dont}</Dont>}
      <dl className="written">
        {sheet.contacts.map((c) => (
          <div key={c.name + c.phone}>
            <dt>
              <Words>{c.name}</Words>
            </dt>
            <dd>{c.phone}</dd>
          </div>
        ))}
      </dl>
      <h2>
        <Words>{t('handOver.codes')}</Words>
      </h2>
      <p>
        <Words>{t('handOver.codesHint')}</Words>
      </p>
      <div className="codes">
        {sheet.codes.map((c) => (
          <figure key={c.content} data-testid="qr">
            <QrCode content={c.content} label={plain('handOver.alt', { label: c.label })} />
            <figcaption>
              <Words>{c.label}</Words>
            </figcaption>
          </figure>
        ))}
      </div>
      <PaperList kinds={['hand-over-sheet']} alertId={alert.id} />
      <Button look="main" icon="papers" onPress={() => window.print()} data-testid="hand-over-print">
        {t('handOver.print')}
      </Button>
    </article>
  )
}
