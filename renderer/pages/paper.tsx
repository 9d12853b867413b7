import type { Alert } from '../../main/contract/alert.ts'
import { cardOf } from '../../main/contract/card.ts'
import { Button, ButtonLink } from '../parts/button.tsx'
import { PaperList } from '../parts/paper-list.tsx'
import { Problem } from '../parts/problem.tsx'
import { RecordSteps } from '../parts/record-steps.tsx'
import { RecordTicks } from '../parts/record-ticks.tsx'
import { BackLink, Nothing } from '../parts/screen-head.tsx'
import { useRecord } from '../parts/use-record.ts'
import { useSnapshot, useText } from '../state/page.tsx'
import { hashOf } from '../state/route.ts'
import { longDate } from '../words/dates.ts'
import { Words } from '../words/phrases.tsx'

const kinds = [
  'flash-report',
  'claim-pack',
  'common-form',
  'privacy-draft',
  'customer-letter',
  'police-sheet',
  'hand-over-sheet',
] as const

/** One incident's record: what the app saw, what people did, and the papers made of it. */
export const PaperPage = ({ id }: { id: string }) => {
  const t = useText()
  const alert = useSnapshot().alerts.find((a) => a.id === id)
  return (
    <>
      <BackLink href={hashOf('papers')}>{t('papers.back')}</BackLink>
      {alert ? <Paper alert={alert} /> : <Nothing alone title={t('papers.gone')} />}
    </>
  )
}

const Paper = ({ alert }: { alert: Alert }) => {
  const t = useText()
  const { host } = useSnapshot()
  const { record, failed, busy, problem, add, addPhoto } = useRecord(alert.id)
  const card = cardOf(alert, t)
  const rows = {
    happenedAt:
      alert.evidence.occurredAtKnown === false ? t('common.unknown') : longDate(alert.occurredAt, t.language),
    foundAt: longDate(alert.detectedAt, t.language),
    computer: host.computer,
    answer: alert.answer ? t(`answer.${alert.answer}`) : t('papers.noAnswer'),
  }
  return (
    <article className="paper" data-testid="paper">
      <h1>
        <Words>{card.title}</Words>
      </h1>
      <p>
        <Words>{card.meaning}</Words>
      </p>
      <dl className="written">
        {(['happenedAt', 'foundAt', 'computer', 'answer'] as const).map((name) => (
          <div key={name}>
            <dt>
              <Words>{t(`papers.${name}`)}</Words>
            </dt>
            <dd>
              <Words>{rows[name]}</Words>
            </dd>
          </div>
        ))}
      </dl>
      <h2>
        <Words>{t('papers.history')}</Words>
      </h2>
      {record && (
        <p className={record.brokenAt === null ? 'small' : 'problem'} data-testid="record-chain">
          <Words>
            {record.brokenAt === null
              ? t('paper.chainHolds')
              : t('paper.chainBroken', { number: record.brokenAt })}
          </Words>
        </p>
      )}
      {record && <RecordSteps alert={alert} record={record} />}
      <Problem text={failed ? t('failure.internal') : problem} />
      <RecordTicks alert={alert} record={record} busy={busy} add={add} addPhoto={addPhoto} />
      <section className="by-people">
        <h2>
          <Words>{t('papers.tools')}</Words>
        </h2>
        <div className="actions">
          {(['clock', 'evidence', 'cut', 'handOver'] as const).map((name) => (
            <ButtonLink
              key={name}
              href={hashOf(name === 'handOver' ? 'hand-over' : name, alert.id)}
              data-testid={`to-${name}`}
            >
              {t(`${name}.title`)}
            </ButtonLink>
          ))}
        </div>
      </section>
      <PaperList kinds={alert.drill ? [...kinds, 'drill-record'] : kinds} alertId={alert.id} />
      <Button look="main" icon="papers" onPress={() => window.print()} data-testid="paper-print">
        {t('papers.print')}
      </Button>
    </article>
  )
}
