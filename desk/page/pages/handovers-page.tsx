import { handoverListSchema } from '../../operator/contract.ts'
import { write } from '../state/api.ts'
import { useRemote } from '../state/remote.ts'
import { sayTime, useText } from '../state/words.ts'

/** What went to other systems, and what did not. */
export const HandoversPage = () => {
  const text = useText()
  const { data, reload } = useRemote('handovers', handoverListSchema)
  if (!data) return null
  return (
    <main className="narrow">
      <h1>{text('desk.handovers.title')}</h1>
      {data.lines.length === 0 && <p className="hint">{text('desk.handovers.empty')}</p>}
      <ul className="cards">
        {data.lines.map((line) => (
          <li key={line.id} className="card">
            <p className="row">
              <a href={`#/requests/${encodeURIComponent(line.ref)}`}>{line.receipt}</a>
              <span>
                {text('desk.handovers.to')} <strong>{line.adapter}</strong>
              </span>
              <span>{text(`desk.handovers.${line.state}`)}</span>
            </p>
            {/^[\w-]+$/.test(line.externalId) && (
              <p className="hint">
                {text('desk.handovers.number')} {line.externalId}
              </p>
            )}
            {line.attempts > 0 && (
              <>
                <p className="problem">
                  {text('desk.handovers.trouble', { attempts: line.attempts })} {sayTime(text, line.nextAt)}
                </p>
                <pre>{line.lastError}</pre>
                <button
                  type="button"
                  className="button"
                  onClick={() =>
                    void write(`handovers/${encodeURIComponent(line.id)}/retry`).then(reload, reload)
                  }
                >
                  {text('desk.handovers.retry')}
                </button>
              </>
            )}
          </li>
        ))}
      </ul>
    </main>
  )
}
