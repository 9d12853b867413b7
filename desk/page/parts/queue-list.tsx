import { useEffect, useState } from 'react'
import { cardOf } from '../../../main/contract/card.ts'
import type { QueueItem } from '../../operator/contract.ts'
import { sayWaiting, useText } from '../state/words.ts'
import { Level } from './level.tsx'

const useNow = (): number => {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000)
    return () => clearInterval(timer)
  }, [])
  return now
}

/** Requests as links, in the order the desk gave. */
export const QueueList = ({ items, selected }: { items: readonly QueueItem[]; selected: string | null }) => {
  const text = useText()
  const now = useNow()
  return (
    <ul>
      {items.map((item) => (
        <li key={item.ref}>
          <a
            className="entry"
            href={`#/requests/${encodeURIComponent(item.ref)}`}
            aria-current={item.ref === selected ? 'true' : undefined}
          >
            <span className="row">
              {item.alert && <Level severity={item.alert.severity} />}
              <span className={`kind ${item.kind}`}>{text(`desk.kind.${item.kind}`)}</span>
              {item.unread && <strong className="new">{text('desk.queue.new')}</strong>}
            </span>
            <span className="what">
              {item.alert ? cardOf(item.alert, text).title : item.words || text('desk.queue.noAlert')}
            </span>
            <span className="who">
              {[item.customer, item.contact || text('desk.queue.noContact'), item.computer]
                .filter(Boolean)
                .join(' ・ ')}
            </span>
            <span className="row">
              <span className="status">{text(`requestStatus.${item.status}`)}</span>
              <span>{sayWaiting(text, item.receivedAt, now)}</span>
            </span>
          </a>
        </li>
      ))}
    </ul>
  )
}
