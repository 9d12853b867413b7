import { cardOf } from '../../main/contract/card.ts'
import { withDrillMark } from '../../main/contract/drill-mark.ts'
import { createText } from '../../main/contract/text.ts'
import type { RequestDetail } from '../operator/contract.ts'

const text = createText('ja')

/** What people at the other system read when the user has taken a request back. */
export const cancelledWords: string = text('desk.handovers.cancelled')

const lines = (pairs: readonly (readonly [string, string])[]): string =>
  pairs
    .filter(([, value]) => value.trim() !== '')
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n')

const section = (title: string, body: string): string => (body ? `■ ${title}\n${body}\n` : '')

/** One line: exercise, urgency, kind, receipt number, company. Without line breaks, whatever a name contains. Pure. */
export const subjectOf = ({ item, computer }: RequestDetail): string =>
  [
    withDrillMark(item.alert?.drill, '', text),
    item.alert ? `【${text(`severity.${item.alert.severity}`)}】` : '',
    text(`desk.kind.${item.kind}`),
    item.receipt,
    computer.customer?.name ?? computer.computer,
  ]
    .filter(Boolean)
    .join(' ')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .slice(0, 200)

/** Everything an engineer needs to start, words first, evidence last. Plain text. Pure. */
export const bodyOf = (detail: RequestDetail): string => {
  const { item, input, alert, messages, computer, createdAt } = detail
  const card = alert && cardOf(alert, text)
  return [
    section(
      withDrillMark(item.alert?.drill, text(`desk.kind.${item.kind}`), text),
      lines([
        [text('desk.detail.receipt'), item.receipt],
        [text('desk.detail.phone'), input.phone],
        [text('desk.detail.contact'), input.contact],
        [
          text('desk.detail.company'),
          computer.customer ? `${computer.customer.number} ${computer.customer.name}` : '',
        ],
        [text('desk.detail.computer'), `${computer.computer} (${computer.platform})`],
        [text('desk.detail.received'), `${createdAt} (UTC)`],
        [text('desk.detail.bestTime'), input.bestTime],
        [text('desk.detail.place'), input.place],
        [text('desk.detail.wrote'), input.text],
      ]),
    ),
    card && alert
      ? section(
          text('desk.evidence.title'),
          `${text(`severity.${alert.severity}`)}: ${card.title}\n${card.meaning}`,
        )
      : '',
    card ? section(text('desk.evidence.steps'), card.steps.map((s, i) => `${i + 1}. ${s}`).join('\n')) : '',
    section(
      text('desk.talk.title'),
      messages
        .map((m) => `${m.at} ${m.from === 'user' ? text('desk.talk.user') : m.name}: ${m.text}`)
        .join('\n'),
    ),
    alert
      ? section(
          text('desk.evidence.engineer'),
          JSON.stringify(
            {
              kind: alert.kind,
              key: alert.key,
              occurredAt: alert.occurredAt,
              facts: alert.facts,
              evidence: alert.evidence,
            },
            null,
            2,
          ),
        )
      : '',
  ]
    .filter(Boolean)
    .join('\n')
}

/** Fills `{receipt}`, `{phone}` and the like in a field of the mapping; an unknown name stays as written. Pure. */
export const fillField = (template: string, detail: RequestDetail): string => {
  const { item, input, computer } = detail
  const values: Record<string, string> = {
    subject: subjectOf(detail),
    body: bodyOf(detail),
    receipt: item.receipt,
    kind: item.kind,
    severity: item.alert?.severity ?? '',
    phone: input.phone,
    contact: input.contact,
    place: input.place,
    text: input.text,
    bestTime: input.bestTime,
    customer: computer.customer?.name ?? '',
    customerNumber: computer.customer?.number ?? '',
    computer: computer.computer,
    receivedAt: item.receivedAt,
  }
  return template.replace(/\{(\w+)\}/g, (all, name: string) => values[name] ?? all)
}
