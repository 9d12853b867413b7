import { useState } from 'react'
import type { SaidFact, SheetItem } from '../../main/contract/check-sheet.ts'
import { yesNoUnknownSchema } from '../../main/contract/tools.ts'
import { useText } from '../state/page.tsx'
import { dayAndTime } from '../words/dates.ts'
import { Words } from '../words/phrases.tsx'
import { Button } from './button.tsx'
import { Choice } from './choice.tsx'
import { Field } from './field.tsx'
import { Fold } from './fold.tsx'

type Value = SaidFact['answer']
type QuestionProps = {
  item: SheetItem
  said: SaidFact | null
  answer: (value: Value, text: string) => void
}

/** One requirement of the check sheet: what staff says of it, with name and time; the answer lies folded behind it. */
export const SheetQuestion = ({ item, said, answer }: QuestionProps) => {
  const t = useText()
  const [value, setValue] = useState<Value | null>(said?.answer ?? null)
  const [text, setText] = useState(said?.text ?? '')
  return (
    <section data-testid={`sheet-${item}`}>
      <Fold title={`${item} ${t(`sheet.item.${item}`)}`} level={3} data-testid={`sheet-open-${item}`}>
        <Choice<Value>
          label={t('sheet.ask')}
          value={value}
          options={yesNoUnknownSchema.options.map((id) => ({ id, label: t(`sheet.answer.${id}`) }))}
          onChange={setValue}
        />
        <Field label={t('sheet.text')} value={text} onChange={setText} maxLength={2000} />
        <Button
          isDisabled={value === null}
          onPress={() => value && answer(value, text)}
          data-testid={`sheet-save-${item}`}
        >
          {t('sheet.save')}
        </Button>
      </Fold>
      <p className="small" role="status">
        <Words>
          {said
            ? [
                t('sheet.saidLine', {
                  answer: t(`sheet.answer.${said.answer}`),
                  who: said.who || t('common.unknown'),
                }),
                dayAndTime(said.at, t.language),
              ].join(' ')
            : t('sheet.notSaid')}
        </Words>
      </p>
    </section>
  )
}
