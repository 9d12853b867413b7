import { type Alert, answerSchema } from '../../main/contract/alert.ts'
import { useText } from '../state/page.tsx'
import { Words } from '../words/phrases.tsx'
import { Button } from './button.tsx'
import { Choice } from './choice.tsx'
import { Problem } from './problem.tsx'
import { useAsk } from './use-ask.ts'

/** The clerk's answer (「わからない」 is a full one) and the end of an alert. */
export const AlertAnswer = ({ alert }: { alert: Alert }) => {
  const t = useText()
  const answer = useAsk('alert.answer')
  const close = useAsk('alert.close')
  return (
    <section className="answer">
      <Choice
        label={t('card.question')}
        value={alert.answer}
        options={answerSchema.options.map((id) => ({ id, label: t(`answer.${id}`) }))}
        onChange={(value) => void answer.run({ id: alert.id, answer: value })}
        data-testid="alert-answer"
      />
      {alert.state !== 'closed' && (
        <div>
          <Button
            look="quiet"
            icon="done"
            onPress={() => void close.run({ id: alert.id })}
            isDisabled={close.busy}
            data-testid="alert-close"
          >
            {t('card.close')}
          </Button>
          <p className="small">
            <Words>{t('card.reopenHint')}</Words>
          </p>
        </div>
      )}
      <Problem text={answer.problem ?? close.problem} />
    </section>
  )
}
