import { useState } from 'react'
import type { HelpRequest } from '../../main/contract/request.ts'
import { useText } from '../state/page.tsx'
import { dayAndTime } from '../words/dates.ts'
import { Words } from '../words/phrases.tsx'
import { Button } from './button.tsx'
import { Field } from './field.tsx'
import { Problem } from './problem.tsx'
import { useAsk } from './use-ask.ts'

/** The talk with the desk, oldest first, and a line to write. */
export const Messages = ({ request }: { request: HelpRequest }) => {
  const t = useText()
  const send = useAsk('help.message')
  const [text, setText] = useState('')
  const go = async () => {
    if (text.trim() && (await send.run({ id: request.id, text: text.trim() }))) setText('')
  }
  return (
    <section aria-labelledby="messages">
      <h2 id="messages">
        <Words>{t('request.messages')}</Words>
      </h2>
      {request.messages.length === 0 && (
        <p className="small">
          <Words>{t('request.noMessages')}</Words>
        </p>
      )}
      <ul className="messages" aria-live="polite" data-testid="messages">
        {request.messages.map((m) => (
          <li key={m.id} className={`message message-${m.from}`} data-testid="message">
            <span className="small">
              {m.from === 'user' ? t('request.you') : m.name || t('request.desk')}{' '}
              {dayAndTime(m.at, t.language)}
            </span>
            <p>
              <Words>{m.text}</Words>
            </p>
          </li>
        ))}
      </ul>
      <Field
        label={t('request.write')}
        value={text}
        onChange={setText}
        long
        maxLength={4000}
        data-testid="message-text"
      />
      <Button onPress={() => void go()} isDisabled={send.busy || !text.trim()} data-testid="message-send">
        {t('request.send')}
      </Button>
      <Problem text={send.problem} />
    </section>
  )
}
