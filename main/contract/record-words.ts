import type { Alert } from './alert.ts'
import { cardOf } from './card.ts'
import type { RecordEntry } from './record.ts'
import type { Text } from './text.ts'

/** One entry of an incident's record in words, without its time. Pure. */
export const entryWords = (entry: RecordEntry, alert: Alert, text: Text): string => {
  const f = entry.facts
  const of = (family: string, value: unknown) => text.first([`${family}.${value}`]) ?? text('common.unknown')
  switch (entry.type) {
    case 'found':
    case 'worse':
      return text(`paper.entry.${entry.type}`, { title: cardOf(alert, text).title })
    case 'answer':
      return text('paper.entry.answer', { answer: of('answer', f.answer) })
    case 'asked':
      return text('paper.entry.asked', { kind: of('action', f.kind), receipt: f.receipt ?? '' })
    case 'status':
      return [
        text('paper.entry.status', { status: of('requestStatus', f.status), receipt: f.receipt ?? '' }),
        f.visitAt ?? '',
      ]
        .filter(Boolean)
        .join(' ')
    case 'said':
      return text('paper.entry.said', { text: f.text ?? '' })
    case 'tick':
      return text('paper.entry.tick', { text: f.text ?? '', answer: of('paper.tick', f.answer) })
    case 'note':
      return String(f.text ?? '')
    case 'closed':
      return text('paper.entry.closed')
  }
}
