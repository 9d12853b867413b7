import { useState } from 'react'
import { cardOf } from '../../main/contract/card.ts'
import { reportedKind } from '../../main/contract/reported-severity.ts'
import { Button } from '../parts/button.tsx'
import { Choice } from '../parts/choice.tsx'
import { Problem } from '../parts/problem.tsx'
import { BackLink } from '../parts/screen-head.tsx'
import { Tick } from '../parts/tick.tsx'
import { useAsk } from '../parts/use-ask.ts'
import { useSnapshot, useText } from '../state/page.tsx'
import { hashOf } from '../state/route.ts'
import { type SituationId, situations } from '../state/situations.ts'
import { dayAndTime } from '../words/dates.ts'
import { Words } from '../words/phrases.tsx'

/** 訓練: choose what to practise; past ones below. */
export const DrillsPage = () => {
  const t = useText()
  const { alerts } = useSnapshot()
  const [situation, setSituation] = useState<SituationId>('files-locked')
  const [tellDesk, setTellDesk] = useState(true)
  const start = useAsk('drill.start')
  const past = alerts.filter((a) => a.drill)
  const go = async () => {
    // Played as a case that people report: its card has no blanks that only a real finding could fill.
    const started = await start.run({ situation: reportedKind(situation), tellDesk })
    if (started) location.hash = hashOf('drill', started.out.id)
  }
  return (
    <>
      <BackLink href={hashOf('papers')}>{t('papers.back')}</BackLink>
      <h1>
        <Words>{t('common.drill', { title: t('drill.title') })}</Words>
      </h1>
      <p>
        <Words>{t('drill.lead')}</Words>
      </p>
      <Choice<SituationId>
        label={t('drill.choose')}
        value={situation}
        options={situations.map(({ id }) => ({ id, label: t(`situation.${id}.title`) }))}
        onChange={setSituation}
      />
      <Tick on={tellDesk} change={setTellDesk} data-testid="drill-tell-desk">
        {t('drill.tellDesk')}
      </Tick>
      <p className="small">
        <Words>{t('drill.tellDeskHint')}</Words>
      </p>
      <Problem text={start.problem} />
      <Button look="main" isDisabled={start.busy} onPress={() => void go()} data-testid="drill-start">
        {t('drill.start')}
      </Button>
      {past.length > 0 && (
        <section>
          <h2>
            <Words>{t('drill.past')}</Words>
          </h2>
          <ul className="rows">
            {past.map((a) => (
              <li key={a.id}>
                <a className="row" href={hashOf('drill', a.id)}>
                  <span className="row-body">
                    <span className="small">{dayAndTime(a.detectedAt, t.language)}</span>
                    <Words>{cardOf(a, t).title}</Words>
                  </span>
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}
