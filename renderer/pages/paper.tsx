import type { Alert } from '../../main/contract/alert.ts'
import { cardOf } from '../../main/contract/card.ts'
import type { Text } from '../../main/contract/text.ts'
import { Button } from '../parts/button.tsx'
import { BackLink, Nothing } from '../parts/screen-head.tsx'
import { useSnapshot, useText } from '../state/page.tsx'
import { type Entry, recordOf } from '../state/record.ts'
import { hashOf } from '../state/route.ts'
import { longDate } from '../words/dates.ts'
import { Words } from '../words/phrases.tsx'

/** One incident's record, fit for printing. */
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

const said = (entry: Entry, t: Text): string => {
  if (entry.type === 'found') return t('papers.found')
  if (entry.type === 'asked') return t('papers.asked', { receipt: entry.receipt })
  if (entry.type === 'status') return t('papers.changed', { status: t(`requestStatus.${entry.status}`) })
  const name = entry.from === 'user' ? t('request.you') : entry.name || t('request.desk')
  return t('papers.said', { name, text: entry.text })
}

const Paper = ({ alert }: { alert: Alert }) => {
  const t = useText()
  const { requests, host } = useSnapshot()
  const card = cardOf(alert, t)
  const rows = {
    happenedAt: longDate(alert.occurredAt, t.language),
    foundAt: longDate(alert.detectedAt, t.language),
    foundBy: t('papers.byApp'),
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
        {(['happenedAt', 'foundAt', 'foundBy', 'computer', 'answer'] as const).map((name) => (
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
      <dl className="written">
        {recordOf(alert, requests).map((entry) => (
          <div key={entry.type + entry.id}>
            <dt>{longDate(entry.at, t.language)}</dt>
            <dd>
              <Words>{said(entry, t)}</Words>
            </dd>
          </div>
        ))}
      </dl>
      <h2 className="by-hand">
        <Words>{t('papers.note')}</Words>
      </h2>
      <Button look="main" icon="papers" onPress={() => window.print()} data-testid="paper-print">
        {t('papers.print')}
      </Button>
    </article>
  )
}
