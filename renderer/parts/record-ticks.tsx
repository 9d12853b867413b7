import { useState } from 'react'
import { type Alert, type Answer, answerSchema } from '../../main/contract/alert.ts'
import { cardOf } from '../../main/contract/card.ts'
import {
  type IncidentRecord,
  type RecordInput,
  type RecordStep,
  recordStepSchema,
} from '../../main/contract/record.ts'
import { usePlainText, useSnapshot, useText } from '../state/page.tsx'
import { Words } from '../words/phrases.tsx'
import { Button } from './button.tsx'
import { Choice } from './choice.tsx'
import { Field } from './field.tsx'

type TicksProps = {
  alert: Alert
  record: IncidentRecord | null
  busy: boolean
  add: (entry: RecordInput) => Promise<boolean>
}

/** What people did: the card's steps to tick, 「わからない」 too, and notes and photos in their own words. */
export const RecordTicks = ({ alert, record, busy, add }: TicksProps) => {
  const t = useText()
  const plain = usePlainText()
  const { settings } = useSnapshot()
  const [who, setWho] = useState(settings.contact)
  const [note, setNote] = useState('')
  const [photo, setPhoto] = useState('')
  const [step, setStep] = useState<RecordStep>('investigate')
  const answerOf = (text: string): Answer | null => {
    const last = record?.entries.findLast((e) => e.type === 'tick' && e.facts.text === text)
    return answerSchema.safeParse(last?.facts.answer).data ?? null
  }
  const save = async () => {
    const words = note.trim()
    if (words && !(await add({ type: 'note', step, who, text: words }))) return
    setNote('')
    const name = photo.trim()
    if (!name) return
    const text = `${plain('papers.photo')}: ${name}`
    if (await add({ type: 'note', step, who, text, topic: 'photo', value: name.slice(0, 100) })) setPhoto('')
  }
  return (
    <section className="by-people">
      <h2>
        <Words>{t('papers.did')}</Words>
      </h2>
      <Field label={t('papers.who')} value={who} onChange={setWho} maxLength={100} data-testid="record-who" />
      {cardOf(alert, plain).steps.map((text) => (
        <Choice<Answer>
          key={text}
          label={text}
          value={answerOf(text)}
          options={answerSchema.options.map((id) => ({ id, label: t(`paper.tick.${id}`) }))}
          onChange={(answer) => void add({ type: 'tick', step: 'first', who, text, answer })}
          data-testid="record-tick"
        />
      ))}
      <Choice<RecordStep>
        label={t('papers.step')}
        value={step}
        options={recordStepSchema.options.map((id) => ({ id, label: t(`papers.steps.${id}`) }))}
        onChange={setStep}
        data-testid="record-step"
      />
      <Field
        label={t('papers.note')}
        value={note}
        onChange={setNote}
        long
        maxLength={4000}
        data-testid="record-note"
      />
      <Field
        label={t('papers.photo')}
        hint={t('papers.photoHint')}
        value={photo}
        onChange={setPhoto}
        maxLength={300}
        data-testid="record-photo"
      />
      <Button
        onPress={() => void save()}
        isDisabled={busy || !(note.trim() || photo.trim())}
        data-testid="record-save"
      >
        {t('papers.add')}
      </Button>
    </section>
  )
}
