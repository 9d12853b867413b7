import type { Alert, AlertAnswer } from '../../../main/contract/alert.ts'
import { cardOf } from '../../../main/contract/card.ts'
import type { TextKey } from '../../../main/contract/text.ts'
import { useMay } from '../state/store.ts'
import { sayTime, useText } from '../state/words.ts'
import { Facts } from './facts.tsx'
import { Level } from './level.tsx'

const answers: Record<AlertAnswer, TextKey> = {
  done: 'desk.evidence.answerDone',
  'not-done': 'desk.evidence.answerNotDone',
  told: 'desk.evidence.answerTold',
  'not-told': 'desk.evidence.answerNotTold',
  unknown: 'desk.evidence.answerUnknown',
}

/** An alert: the words that the clerk saw, and folded away what the engineer needs. */
export const Evidence = ({ alert }: { alert: Alert }) => {
  const text = useText()
  const record = useMay('record')
  const card = cardOf(alert, text)
  return (
    <div className="evidence">
      <p className="row">
        <Level severity={alert.severity} />
        {alert.drill && <strong>{text('desk.evidence.drill')}</strong>}
      </p>
      <h3>{card.title}</h3>
      <p>{card.meaning}</p>
      <h4>{text('desk.evidence.steps')}</h4>
      <ol>
        {card.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      {card.dont && (
        <>
          <h4>{text('desk.evidence.dont')}</h4>
          <p>{card.dont}</p>
        </>
      )}
      <Facts
        list={[
          [
            text('desk.evidence.answer'),
            text(alert.answer ? answers[alert.answer] : 'desk.evidence.answerNone'),
          ],
          [
            text('desk.evidence.occurred'),
            alert.evidence.occurredAtKnown === false
              ? text('common.unknown')
              : sayTime(text, alert.occurredAt),
          ],
        ]}
      />
      {record && (
        <details>
          <summary>{text('desk.evidence.engineer')}</summary>
          <Facts
            list={[
              [text('desk.evidence.rule'), `${alert.kind} (${alert.key})`],
              [text('desk.evidence.occurred'), alert.occurredAt],
              [text('desk.evidence.last'), alert.lastAt],
              [text('desk.evidence.detected'), alert.detectedAt],
              [text('desk.evidence.count'), String(alert.count)],
            ]}
          />
          <h4>{text('desk.evidence.facts')}</h4>
          <pre>{JSON.stringify(alert.facts, null, 2)}</pre>
          <h4>{text('desk.evidence.raw')}</h4>
          <pre>{JSON.stringify(alert.evidence, null, 2)}</pre>
        </details>
      )}
    </div>
  )
}
