import type { Alert, Finding } from '../../main/contract/alert.ts'
import { defaultSettings } from '../../main/contract/settings.ts'
import { type Snapshot, snapshotSchema } from '../../main/contract/state.ts'

/** A finding as the guard makes it; change what a test is about. */
export const sampleFinding = (change: Partial<Finding> = {}): Finding => ({
  kind: 'ransomware',
  severity: 'urgent',
  key: 'ransomware:/home/a/Documents',
  occurredAt: '2026-11-23T01:00:00.000Z',
  lastAt: '2026-11-23T01:00:02.000Z',
  facts: { folder: 'Documents', count: 5 },
  evidence: { files: ['a.docx'] },
  ...change,
})

export const sampleAlert = (change: Partial<Alert> = {}): Alert => ({
  ...sampleFinding(),
  id: 'alert-1',
  detectedAt: '2026-11-23T01:00:03.000Z',
  updatedAt: '2026-11-23T01:00:03.000Z',
  count: 1,
  state: 'new',
  answer: null,
  drill: false,
  ...change,
})

export const sampleSnapshot = (change: Partial<Snapshot> = {}): Snapshot =>
  // Parsed, so that parts with a default are there as in a real answer.
  snapshotSchema.parse({
    seq: 0,
    startedAt: '2026-11-23T00:00:00.000Z',
    host: { kind: 'headless', platform: 'linux', version: '0.1.0', computer: 'KEIRI-02' },
    settings: defaultSettings,
    sources: [],
    alerts: [],
    requests: [],
    desk: { mode: 'practice', name: '練習用の窓口', phone: '', reachable: null, waiting: 0, nextTryAt: null },
    notices: [],
    ...change,
  })
