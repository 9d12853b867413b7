import { useState } from 'react'
import { type Alert, type Answer, answerSchema } from '../../main/contract/alert.ts'
import { cardOf } from '../../main/contract/card.ts'
import type { RecordInput } from '../../main/contract/record.ts'
import { usePlainText, useSnapshot, useText } from '../state/page.tsx'
import { Words } from '../words/phrases.tsx'
import { Button } from './button.tsx'
import { Choice } from './choice.tsx'
import { Field } from './field.tsx'

type TicksProps = { alert: Alert; busy: boolean; add: (entry: RecordInput) => Promise<boolean> }

/** What people did: the card's steps to tick, 「わからない」 too, and a note in their own words. */
export const RecordTicks = ({ alert, busy, add }: TicksProps) => {
  const t = useText()
  const plain = usePlainText()
  const { settings } = useSnapshot()
  const [who, setWho] = useState(settings.contact)
  const [note, setNote] = useState('')
  const [ticks, setTicks] = useState<Record<string, Answer>>({})
  const tick = async (text: string, answer: Answer) => {
    if (await add({ type: 'tick', step: 'first', who, text, answer }))
      setTicks((all) => ({ ...all, [text]: answer }))
  }
  const save = async () => {
    if (note.trim() && (await add({ type: 'note', step: 'investigate', who, text: note.trim() }))) setNote('')
  }
  return (
    <section className="by-people">
      <h2>
        <Words>{t('papers.did')}</Words>
      </h2>
      <Field label={t('papers.who')} value={who} onChange={setWho} maxLength={100} data-testid="record-who" />
      {cardOf(alert, plain).steps.map((step) => (
        <Choice<Answer>
          key={step}
          label={step}
          value={ticks[step] ?? null}
          options={answerSchema.options.map((id) => ({ id, label: t(`paper.tick.${id}`) }))}
          onChange={(answer) => void tick(step, answer)}
          data-testid="record-tick"
        />
      ))}
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
    </section>
  )
}
