import { randomUUID } from 'node:crypto'
import type { Alert } from '../../main/contract/alert.ts'
import type { HelpRequest } from '../../main/contract/request.ts'

/** A true-to-life alert; every field can be overridden. */
export const anAlert = (over: Partial<Alert> = {}): Alert => ({
  id: randomUUID(),
  kind: 'password-guessing',
  severity: 'check',
  key: 'password-guessing:sshd',
  facts: { count: 12, from: '203.0.113.9', service: 'sshd' },
  evidence: { rule: 'password-guessing', users: ['root', 'admin'] },
  occurredAt: '2026-11-23T01:02:03.000Z',
  lastAt: '2026-11-23T01:05:03.000Z',
  detectedAt: '2026-11-23T01:05:04.000Z',
  updatedAt: '2026-11-23T01:05:04.000Z',
  count: 1,
  state: 'new',
  answer: null,
  drill: false,
  ...over,
})

/** A request as the PC makes it. */
export const aRequest = (over: Partial<HelpRequest> = {}): HelpRequest => ({
  id: randomUUID(),
  receipt: '1123-K7QX',
  kind: 'dispatch',
  alertId: null,
  phone: '06-0000-0000',
  contact: '山田',
  text: '画面が赤くなりました',
  bestTime: '午後',
  place: '大阪市 1-2-3 2階',
  createdAt: '2026-11-23T01:06:00.000Z',
  status: 'received',
  statusAt: '2026-11-23T01:06:00.000Z',
  delivery: 'waiting',
  visitAt: '',
  messages: [],
  ...over,
})
