import { useEffect, useState } from 'react'
import type { Alert } from '../../main/contract/alert.ts'
import type { AskOut } from '../../main/contract/api.ts'
import { answersOf } from '../../main/contract/record.ts'
import { yesNoUnknownSchema } from '../../main/contract/tools.ts'
import { Choice } from '../parts/choice.tsx'
import { ClockDates } from '../parts/clock-dates.tsx'
import { Field } from '../parts/field.tsx'
import { Problem } from '../parts/problem.tsx'
import { BackLink } from '../parts/screen-head.tsx'
import { ToldTicks } from '../parts/told-ticks.tsx'
import { useAsk } from '../parts/use-ask.ts'
import { useRecord } from '../parts/use-record.ts'
import { usePlainText, useSnapshot, useText } from '../state/page.tsx'
import { hashOf } from '../state/route.ts'
import { Words } from '../words/phrases.tsx'

type Yes = 'yes' | 'no' | 'unknown'
type Answers = { knownOn: string; personalData: Yes; attack: Yes }
const questions = ['personalData', 'attack'] as const
const isDay = (day: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(day) && new Date(`${day}T00:00:00Z`).toJSON()?.startsWith(day) === true
const localDay = (at: Date): string =>
  [at.getFullYear(), at.getMonth() + 1, at.getDate()].map((n) => String(n).padStart(2, '0')).join('-')

/** The who-to-tell clock: dates, days left, what they depend on. Shows, never decides. */
export const ClockPage = ({ id }: { id: string | null }) => {
  const t = useText()
  const alert = useSnapshot().alerts.find((a) => a.id === id) ?? null
  return (
    <>
      <BackLink href={hashOf('papers', alert?.id)}>{t('papers.back')}</BackLink>
      <h1>
        <Words>{t('clock.title')}</Words>
      </h1>
      <p>
        <Words>{t('clock.lead')}</Words>
      </p>
      {alert ? <OfIncident alert={alert} /> : <Clock known={{}} keep={() => {}} day={localDay(new Date())} />}
    </>
  )
}

const OfIncident = ({ alert }: { alert: Alert }) => {
  const plain = usePlainText()
  const { settings } = useSnapshot()
  const { record, busy, problem, add } = useRecord(alert.id)
  if (!record) return null
  const answers = answersOf(record.entries)
  const lastOf = (topic: string) => String(answers.get(`clock.${topic}`)?.facts.value ?? '')
  const known: Partial<Answers> = {
    ...(isDay(lastOf('knownOn')) ? { knownOn: lastOf('knownOn') } : {}),
    ...Object.fromEntries(
      questions.flatMap((q) => {
        const said = yesNoUnknownSchema.safeParse(lastOf(q))
        return said.success ? [[q, said.data]] : []
      }),
    ),
  }
  const keep = (topic: keyof Answers, value: string) => {
    const answer = topic === 'knownOn' ? value : plain(`clock.answer.${value as Yes}`)
    const text = plain('paper.clockSaid', { what: plain(`clock.${topic}`), answer })
    void add({ type: 'note', step: 'report', who: settings.contact, text, topic: `clock.${topic}`, value })
  }
  return (
    <>
      <Clock known={known} keep={keep} day={localDay(new Date(alert.detectedAt))} />
      <Problem text={problem} />
      <ToldTicks record={record} busy={busy} add={add} />
    </>
  )
}

type ClockProps = {
  known: Partial<Answers>
  keep: (topic: keyof Answers, value: string) => void
  day: string
}

const Clock = ({ known, keep, day }: ClockProps) => {
  const t = useText()
  const ask = useAsk('clock.read')
  const [answers, setAnswers] = useState<Answers>({
    knownOn: day,
    personalData: 'unknown',
    attack: 'unknown',
    ...known,
  })
  const [dates, setDates] = useState<AskOut<'clock.read'> | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: worked out anew for each answer.
  useEffect(() => {
    if (isDay(answers.knownOn)) void ask.run(answers).then((read) => read && setDates(read.out))
  }, [answers])
  const set = (topic: keyof Answers, value: string) => {
    setAnswers({ ...answers, [topic]: value })
    if (topic !== 'knownOn' || isDay(value)) keep(topic, value)
  }
  return (
    <>
      <Field
        label={t('clock.knownOn')}
        value={answers.knownOn}
        onChange={(value) => set('knownOn', value)}
        error={isDay(answers.knownOn) ? null : t('clock.badDay')}
        maxLength={10}
        data-testid="clock-known"
      />
      {questions.map((q) => (
        <Choice<Yes>
          key={q}
          label={t(`clock.${q}`)}
          value={answers[q]}
          options={yesNoUnknownSchema.options.map((o) => ({ id: o, label: t(`clock.answer.${o}`) }))}
          onChange={(value) => set(q, value)}
          data-testid={`clock-${q}`}
        />
      ))}
      <Problem text={ask.problem} />
      {dates && <ClockDates dates={dates} />}
    </>
  )
}
