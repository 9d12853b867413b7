import type { RequestDetail } from '../../operator/contract.ts'
import { sayTime, useText } from '../state/words.ts'

/** Everything that happened around a request, in one line of time. */
export const Timeline = ({ detail }: { detail: RequestDetail }) => {
  const text = useText()
  const { alert, createdAt, item, messages, steps } = detail
  const entries: (readonly [at: string, what: string])[] = [
    ...(alert
      ? ([
          [alert.occurredAt, text('desk.timeline.occurred')],
          [alert.detectedAt, text('desk.timeline.detected')],
        ] as const)
      : []),
    [createdAt, text('desk.timeline.asked')],
    [item.receivedAt, text('desk.timeline.arrived')],
    ...messages.map((m) => [m.at, text(`desk.timeline.${m.from}`)] as const),
    ...steps.map(
      ({ at, what, who }) =>
        [
          at,
          what === 'engineer'
            ? text('desk.timeline.engineer', { name: who })
            : text('desk.timeline.status', { status: text(`requestStatus.${what}`) }),
        ] as const,
    ),
  ]
  return (
    <section className="card">
      <h2>{text('desk.timeline.title')}</h2>
      <ol className="timeline">
        {entries
          .toSorted(([a], [b]) => (a < b ? -1 : 1))
          .map(([at, what]) => (
            <li key={`${at} ${what}`}>
              <time dateTime={at}>{sayTime(text, at)}</time>
              <span>{what}</span>
            </li>
          ))}
      </ol>
    </section>
  )
}
