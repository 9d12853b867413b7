import { useId, useState } from 'react'
import type { RequestStatus } from '../../../main/contract/request.ts'
import { write } from '../state/api.ts'
import { loadDetail } from '../state/store.ts'
import { useText } from '../state/words.ts'

const steps = ['received', 'callback', 'working', 'visit', 'done'] as const

/** The five steps of a request; a visit needs its time. */
export const StatusForm = ({
  id,
  status,
  visitAt,
}: {
  id: string
  status: RequestStatus
  visitAt: string
}) => {
  const text = useText()
  const [visit, setVisit] = useState(visitAt)
  const [problem, setProblem] = useState('')
  const field = useId()
  const set = async (next: (typeof steps)[number]) => {
    if (next === 'visit' && visit.trim() === '') {
      setProblem(text('desk.status.visitNeeded'))
      document.getElementById(field)?.focus()
      return
    }
    setProblem('')
    const body = { status: next, visitAt: next === 'visit' ? visit : '' }
    await write(`requests/${encodeURIComponent(id)}/status`, body).catch(() =>
      setProblem(text('failure.internal')),
    )
    await loadDetail(id)
  }
  return (
    <section className="card">
      <h2>{text('desk.status.title')}</h2>
      <p>
        {text('desk.status.now', { status: text(`requestStatus.${status}`) })}
        {status === 'visit' && ` ${text('desk.status.visit', { visitAt })}`}
      </p>
      {status === 'callback' && (
        <button type="button" className="button main" onClick={() => void set('working')}>
          {text('desk.status.called')}
        </button>
      )}
      {status === 'cancelled' ? (
        <p>{text('desk.status.cancelled')}</p>
      ) : (
        <>
          <div className="steps">
            {steps.map((step) => (
              <button
                key={step}
                type="button"
                className="button"
                aria-pressed={step === status}
                onClick={() => void set(step)}
              >
                {text(`requestStatus.${step}`)}
              </button>
            ))}
          </div>
          <div className="field">
            <label htmlFor={field}>{text('desk.status.visitAt')}</label>
            <input
              id={field}
              value={visit}
              maxLength={200}
              placeholder={text('desk.status.visitHint')}
              onChange={(e) => setVisit(e.target.value)}
              aria-describedby={`${field}-problem`}
            />
          </div>
          <p id={`${field}-problem`} role="alert" className="problem">
            {problem}
          </p>
        </>
      )}
    </section>
  )
}
