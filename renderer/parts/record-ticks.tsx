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
import { PhotoInput } from './photo-input.tsx'

type TicksProps = {
  alert: Alert
  record: IncidentRecord | null
  busy: boolean
  add: (entry: RecordInput) => Promise<boolean>
  addPhoto: (photo: { step: RecordStep; who: string; name: string; base64: string }) => Promise<boolean>
}

/** What people did: the card's steps to tick, 「わからない」 too, and notes and photos in their own words. */
export const RecordTicks = ({ alert, record, busy, add, addPhoto }: TicksProps) => {
  const t = useText()
  const plain = usePlainText()
  const { settings } = useSnapshot()
  const [who, setWho] = useState(settings.contact)
  const [note, setNote] = useState('')
  const [step, setStep] = useState<RecordStep>('investigate')
  const answerOf = (text: string): Answer | null => {
    const last = record?.entries.findLast((e) => e.type === 'tick' && e.facts.text === text)
    return answerSchema.safeParse(last?.facts.answer).data ?? null
  }
  const save = async () => {
    if (await add({ type: 'note', step, who, text: note.trim() })) setNote('')
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
      <Button onPress={() => void save()} isDisabled={busy || !note.trim()} data-testid="record-save">
        {t('papers.add')}
      </Button>
      <PhotoInput busy={busy} put={(photo) => addPhoto({ step, who, ...photo })} />
    </section>
  )
}
