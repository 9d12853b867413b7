import { useEffect } from 'react'
import { QueueList } from '../parts/queue-list.tsx'
import { RequestView } from '../parts/request-view.tsx'
import { loadQueue, useDesk } from '../state/store.ts'
import { useText } from '../state/words.ts'

/** The queue, and beside it the chosen request. On a narrow screen one of the two. */
export const RequestsPage = ({ selected }: { selected: string | null }) => {
  const text = useText()
  const requests = useDesk((s) => s.requests)
  const more = useDesk((s) => s.more)
  useEffect(() => void loadQueue(), [])
  if (!requests) return null
  const finished = requests.filter((r) => r.status === 'done' || r.status === 'cancelled')
  const open = requests.filter((r) => !finished.includes(r))
  return (
    <main className={selected ? 'split chosen' : 'split'}>
      <nav className="queue" aria-label={text('desk.queue.title')}>
        <h1>{text('desk.queue.title')}</h1>
        <h2>
          {text('desk.queue.open')} <small>{text('desk.queue.count', { count: open.length + more })}</small>
        </h2>
        {open.length === 0 ? (
          <p className="hint">{text('desk.queue.empty')}</p>
        ) : (
          <QueueList items={open} selected={selected} />
        )}
        {more > 0 && <p className="hint">{text('desk.queue.more', { count: more })}</p>}
        {finished.length > 0 && (
          <>
            <h2>{text('desk.queue.finished')}</h2>
            <QueueList items={finished} selected={selected} />
          </>
        )}
      </nav>
      <section className="detail">
        {selected ? (
          <RequestView key={selected} id={selected} />
        ) : (
          open.length > 0 && <p className="hint choose">{text('desk.detail.choose')}</p>
        )}
      </section>
    </main>
  )
}
