import { type FormEvent, useState } from 'react'
import { write } from '../state/api.ts'
import { loadDetail, useDesk, useMay } from '../state/store.ts'
import { useText } from '../state/words.ts'
import { Field, valuesOf } from './field.tsx'

/** Who goes, and the word by which customer and engineer know each other. */
export const EngineerForm = ({ id, engineer, word }: { id: string; engineer: string; word: string }) => {
  const text = useText()
  const assign = useMay('assign')
  const own = useDesk((s) => s.me?.me?.name ?? '')
  const [problem, setProblem] = useState('')
  const [first = '', second = ''] = word.split('・')
  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    setProblem('')
    await write(`requests/${encodeURIComponent(id)}/engineer`, valuesOf(event.currentTarget)).catch(() =>
      setProblem(text('failure.internal')),
    )
    await loadDetail(id)
  }
  return (
    <section className="card">
      <h2>{text('desk.engineer.title')}</h2>
      {engineer ? (
        <>
          <p>
            <strong>{engineer}</strong>
          </p>
          <p>
            {text('desk.engineer.word')} <strong className="word">{word}</strong>
          </p>
          <p>{text('desk.engineer.wordNote', { first, second })}</p>
        </>
      ) : (
        <p className="hint">{text('desk.engineer.none')}</p>
      )}
      <form onSubmit={(e) => void send(e)}>
        {assign ? (
          <Field label={text('desk.engineer.name')} name="name" maxLength={100} required />
        ) : (
          <input type="hidden" name="name" value={own} />
        )}
        <button type="submit" className="button">
          {text(assign ? 'desk.engineer.set' : 'desk.engineer.me')}
        </button>
        <p role="alert" className="problem">
          {problem}
        </p>
      </form>
    </section>
  )
}
