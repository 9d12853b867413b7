import { useState } from 'react'
import { useText } from '../state/page.tsx'
import { Words } from '../words/phrases.tsx'
import { Button } from './button.tsx'
import { Problem } from './problem.tsx'
import { useAsk } from './use-ask.ts'

/** Did the call come? Either answer goes to the desk as a message. */
export const CallAnswer = ({ id }: { id: string }) => {
  const t = useText()
  const send = useAsk('help.message')
  const [told, setTold] = useState(false)
  return (
    <section data-testid="call-answer">
      <h2>
        <Words>{t('request.didCall')}</Words>
      </h2>
      <div className="actions">
        {(['reached', 'notYet'] as const).map((answer) => (
          <Button
            key={answer}
            isDisabled={send.busy}
            onPress={() =>
              void send.run({ id, text: t(`request.${answer}Message`) }).then((sent) => sent && setTold(true))
            }
            data-testid={`call-${answer}`}
          >
            {t(`request.${answer}`)}
          </Button>
        ))}
      </div>
      <p role="status">{told && <Words>{t('request.told')}</Words>}</p>
      <Problem text={send.problem} />
    </section>
  )
}
