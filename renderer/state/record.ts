import type { Alert } from '../../main/contract/alert.ts'
import type { HelpRequest, RequestStatus } from '../../main/contract/request.ts'

/** One thing that happened, with its time. */
export type Entry = { at: string; id: string } & (
  | { type: 'found' }
  | { type: 'asked'; receipt: string }
  | { type: 'status'; status: RequestStatus }
  | { type: 'message'; from: 'user' | 'desk'; name: string; text: string }
)

/** What is known of one incident, oldest first. Pure. */
export const recordOf = (alert: Alert, requests: readonly HelpRequest[]): Entry[] => {
  const entries: Entry[] = [{ type: 'found', id: alert.id, at: alert.detectedAt }]
  for (const r of requests.filter((r) => r.alertId === alert.id)) {
    entries.push({ type: 'asked', id: r.id, at: r.createdAt, receipt: r.receipt })
    if (r.status !== 'received')
      entries.push({ type: 'status', id: `${r.id}-status`, at: r.statusAt, status: r.status })
    for (const { id, at, from, name, text } of r.messages)
      entries.push({ type: 'message', id, at, from, name, text })
  }
  return entries.sort((a, b) => a.at.localeCompare(b.at))
}
