import {
  type Alert,
  type AlertAnswer as Answer,
  answerSchema,
  asksAboutPhone,
} from '../../main/contract/alert.ts'
import { useText } from '../state/page.tsx'
import { Words } from '../words/phrases.tsx'
import { Button } from './button.tsx'
import { Choice } from './choice.tsx'
import { ToldByPhone } from './phone-question.tsx'
import { Problem } from './problem.tsx'
import { useAsk } from './use-ask.ts'

const phoneAnswers: readonly Answer[] = ['told', 'not-told', 'unknown']

/** The clerk's answer (「わからない」 is a full one) and the end of an alert. */
export const AlertAnswer = ({ alert }: { alert: Alert }) => {
  const t = useText()
  const answer = useAsk('alert.answer')
  const close = useAsk('alert.close')
  const byPhone = asksAboutPhone(alert.kind)
  return (
    <section className="answer">
      <Choice
        label={byPhone ? t('card.questionPhone') : t('card.question')}
        value={alert.answer}
        options={(byPhone ? phoneAnswers : answerSchema.options).map((id) => ({
          id,
          label: t(`answer.${id}`),
        }))}
        onChange={(value) => void answer.run({ id: alert.id, answer: value })}
        data-testid="alert-answer"
      />
      <ToldByPhone alert={alert} />
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
