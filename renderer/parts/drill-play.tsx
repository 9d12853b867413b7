import { useEffect, useState } from 'react'
import { type Alert, type Answer, answerSchema } from '../../main/contract/alert.ts'
import { cardOf } from '../../main/contract/card.ts'
import { usePlainText, useSnapshot, useText } from '../state/page.tsx'
import { Words } from '../words/phrases.tsx'
import { Button } from './button.tsx'
import { Choice } from './choice.tsx'
import { Field } from './field.tsx'
import { Dont } from './first-steps.tsx'
import { Problem } from './problem.tsx'
import { useAsk } from './use-ask.ts'
import { useRecord } from './use-record.ts'

const secondsSince = (at: string): number => Math.max(0, Math.round((Date.now() - Date.parse(at)) / 1000))
const clock = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`

/** A running exercise: each step answered with the time since the start, who takes part, and the end. */
export const DrillPlay = ({ alert }: { alert: Alert }) => {
  const t = useText()
  const plain = usePlainText()
  const { settings } = useSnapshot()
  const finish = useAsk('drill.finish')
  const { record, busy, problem, add } = useRecord(alert.id)
  const [seconds, setSeconds] = useState(() => secondsSince(alert.detectedAt))
  const [names, setNames] = useState('')
  const card = cardOf(alert, plain)
  // Ticked at once into the record: a PC that goes off in the middle loses nothing.
  const played = (text: string) => {
    const last = record?.entries.findLast((e) => e.type === 'tick' && e.facts.text === text)
    const answer = answerSchema.safeParse(last?.facts.answer).data
    return answer ? { answer, seconds: Number(last?.facts.seconds ?? 0) } : null
  }
  useEffect(() => {
    const timer = setInterval(() => setSeconds(secondsSince(alert.detectedAt)), 1000)
    return () => clearInterval(timer)
  }, [alert.detectedAt])
  const end = () =>
    finish.run({
      id: alert.id,
      attended: names
        .split('\n')
        .map((n) => n.trim().slice(0, 100))
        .filter(Boolean)
        .slice(0, 50),
      // A step nobody answered is not known; it took until the end.
      steps: card.steps
        .filter((text) => !played(text))
        .map((text) => ({ text, answer: 'unknown' as const, seconds: secondsSince(alert.detectedAt) })),
    })
  return (
    <>
      <p data-testid="drill-time">
        <Words>{t('drill.running', { time: clock(seconds) })}</Words>
      </p>
      {card.steps.map((text) => (
        <div key={text}>
          <Choice<Answer>
            label={text}
            hint={t('drill.question')}
            value={played(text)?.answer ?? null}
            options={answerSchema.options.map((id) => ({ id, label: t(`paper.tick.${id}`) }))}
            onChange={(answer) => {
              if (!busy) void add({ type: 'tick', step: 'first', who: settings.contact, text, answer })
            }}
            data-testid="drill-step"
          />
          <p className="small">
            <Words>
              {played(text) ? t('drill.after', { count: played(text)?.seconds ?? 0 }) : t('drill.none')}
            </Words>
          </p>
        </div>
      ))}
      {card.dont && <Dont>{card.dont}</Dont>}
      <Field
        label={t('drill.attended')}
        hint={t('drill.attendedHint')}
        value={names}
        onChange={setNames}
        long
        maxLength={4000}
        data-testid="drill-attended"
      />
      <Problem text={finish.problem ?? problem} />
      <Button look="main" isDisabled={finish.busy} onPress={() => void end()} data-testid="drill-finish">
        {t('drill.finish')}
      </Button>
    </>
  )
}
