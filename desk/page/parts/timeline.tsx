import type { RequestDetail } from '../../operator/contract.ts'
import { sayTime, useText } from '../state/words.ts'

/** Everything that happened around a request, in one line of time. */
export const Timeline = ({ detail }: { detail: RequestDetail }) => {
  const text = useText()
  const { alert, createdAt, item, messages, steps, computer } = detail
  // What the PC says of its times is put right by how wrong its clock is, so that the order is the true one.
  const ofPc = (iso: string) => {
    const at = Date.parse(iso)
    return Number.isNaN(at) ? iso : new Date(at - (computer.clockError ?? 0)).toISOString()
  }
  const entries: (readonly [at: string, what: string])[] = [
    ...(alert
      ? ([
          [ofPc(alert.occurredAt), text('desk.timeline.occurred')],
          [ofPc(alert.detectedAt), text('desk.timeline.detected')],
        ] as const)
      : []),
    [ofPc(createdAt), text('desk.timeline.asked')],
    [item.receivedAt, text('desk.timeline.arrived')],
    ...messages.map((m) => [m.from === 'user' ? ofPc(m.at) : m.at, text(`desk.timeline.${m.from}`)] as const),
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
          .map(([at, what], i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two entries may be alike in every word
            <li key={i}>
              <time dateTime={at}>{sayTime(text, at)}</time>
              <span>{what}</span>
            </li>
          ))}
      </ol>
    </section>
  )
}
