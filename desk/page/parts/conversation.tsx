import { type FormEvent, useId, useRef, useState } from 'react'
import type { Message } from '../../../main/contract/request.ts'
import { write } from '../state/api.ts'
import { loadDetail } from '../state/store.ts'
import { sayTime, useText } from '../state/words.ts'

/** What customer and desk wrote, and the field for the next reply. */
export const Conversation = ({ id, messages }: { id: string; messages: readonly Message[] }) => {
  const text = useText()
  const [draft, setDraft] = useState('')
  const [said, setSaid] = useState<'' | 'sent' | 'failed'>('')
  // One id a draft: pressed twice, or again after a lost answer, it is still one message.
  const messageId = useRef(crypto.randomUUID())
  const field = useId()
  const send = async (event: FormEvent) => {
    event.preventDefault()
    if (draft.trim() === '') return
    try {
      await write(`requests/${encodeURIComponent(id)}/reply`, { id: messageId.current, text: draft })
      messageId.current = crypto.randomUUID()
      setDraft('')
      setSaid('sent')
      await loadDetail(id)
    } catch {
      setSaid('failed')
    }
  }
  return (
    <section className="card">
      <h2>{text('desk.talk.title')}</h2>
      {messages.length === 0 && <p className="hint">{text('desk.talk.empty')}</p>}
      <ul className="talk">
        {messages.map((m) => (
          <li key={m.id} className={m.from}>
            <p className="meta">
              <strong>{m.from === 'user' ? text('desk.talk.user') : m.name || text('desk.talk.desk')}</strong>{' '}
              <span>{sayTime(text, m.at)}</span>
            </p>
            <p className="words">{m.text}</p>
          </li>
        ))}
      </ul>
      <form onSubmit={(e) => void send(e)}>
        <div className="field">
          <label htmlFor={field}>{text('desk.talk.write')}</label>
          <textarea
            id={field}
            rows={3}
            maxLength={4000}
            value={draft}
            onChange={(e) => setDraft(e.target.value)}
          />
        </div>
        <button type="submit" className="button main">
          {text('desk.talk.send')}
        </button>
        <p role="status">{said && text(`desk.talk.${said}`)}</p>
      </form>
    </section>
  )
}
