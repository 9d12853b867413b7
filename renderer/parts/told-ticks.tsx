import { type Answer, answerSchema } from '../../main/contract/alert.ts'
import { answersOf, type IncidentRecord, type RecordInput } from '../../main/contract/record.ts'
import type { TextKey } from '../../main/contract/text.ts'
import { usePlainText, useSnapshot, useText } from '../state/page.tsx'
import { Words } from '../words/phrases.tsx'
import { Choice } from './choice.tsx'

const people = ['desk', 'boss', 'police', 'bank', 'insurer', 'privacy', 'ipa', 'jpcert', 'partner'] as const
const hints: Partial<Record<(typeof people)[number], TextKey>> = {
  police: 'clock.policeWish',
  ipa: 'clock.ipaHint',
}
const line = { done: 'toldLine', 'not-done': 'toldNot', unknown: 'toldUnknown' } as const

type ToldProps = {
  record: IncidentRecord
  busy: boolean
  add: (entry: RecordInput) => Promise<boolean>
}

/** Who was told: each tick goes into the incident's record with its time. */
export const ToldTicks = ({ record, busy, add }: ToldProps) => {
  const t = useText()
  const plain = usePlainText()
  const { settings } = useSnapshot()
  const answers = answersOf(record.entries)
  const tick = (id: (typeof people)[number], answer: Answer) => {
    const text = plain(`clock.${line[answer]}`, { who: plain(`clock.who.${id}`) })
    const common = {
      step: 'report',
      who: settings.contact,
      text,
      topic: `told.${id}`,
      value: answer,
    } as const
    void add({ type: 'note', ...common })
  }
  return (
    <section>
      <h2>
        <Words>{t('clock.told')}</Words>
      </h2>
      <p>
        <Words>{t('clock.toldHint')}</Words>
      </p>
      {people.map((id) => (
        <Choice<Answer>
          key={id}
          label={t('clock.tell', { who: t(`clock.who.${id}`) })}
          {...(hints[id] ? { hint: t(hints[id]) } : {})}
          value={answerSchema.safeParse(answers.get(`told.${id}`)?.facts.value).data ?? null}
          options={answerSchema.options.map((o) => ({ id: o, label: t(`paper.tick.${o}`) }))}
          onChange={(answer) => {
            if (!busy) tick(id, answer)
          }}
          data-testid={`told-${id}`}
        />
      ))}
    </section>
  )
}
