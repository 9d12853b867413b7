import type { Alert } from '../../main/contract/alert.ts'
import type { SentAttachment } from '../../main/contract/attachment.ts'
import type { CheckResult } from '../../main/contract/check.ts'
import { profileSchema } from '../../main/contract/profile.ts'
import type { HelpRequest } from '../../main/contract/request.ts'
import { defaultSettings } from '../../main/contract/settings.ts'
import type { Snapshot, SourceHealth } from '../../main/contract/state.ts'
import { sampleAlert, sampleSnapshot } from './samples.ts'

const at = '2026-11-23T01:00:00.000Z'

/** A source's health; watching unless told otherwise. */
export const source = (id: string, change: Partial<SourceHealth> = {}): SourceHealth => ({
  id,
  state: 'watching',
  reason: null,
  since: at,
  events: 12,
  dropped: 0,
  ...change,
})

/** A photo of a request. */
export const sentFile = (id: string, change: Partial<SentAttachment> = {}): SentAttachment => ({
  id,
  kind: 'photo',
  name: '写真1.jpg',
  size: 310_000,
  sha256: 'b'.repeat(64),
  at,
  delivery: 'waiting',
  ...change,
})

/** A request as it is just after sending. */
export const sampleRequest = (change: Partial<HelpRequest> = {}): HelpRequest => ({
  kind: 'dispatch',
  alertId: 'alert-1',
  phone: '06-1234-5678',
  contact: '山田花子',
  text: '朝からファイルが開けません。',
  bestTime: 'いつでも',
  place: '大阪市中央区1-2-3 たすけビル2階',
  id: 'request-1',
  receipt: '1123-K7QX',
  createdAt: at,
  status: 'received',
  statusAt: at,
  delivery: 'delivered',
  visitAt: '',
  messages: [],
  ...change,
})

export const urgentAlert: Alert = sampleAlert({
  state: 'seen',
  facts: { folder: '経理の書類', count: 12, firstFile: '見積書.xlsx', lastFile: '請求書.docx' },
  evidence: {
    rule: 'guard-known-documents-destroyed',
    files: ['見積書.xlsx', '請求書.docx'],
    window: '10 s',
  },
})
export const checkAlert: Alert = sampleAlert({
  id: 'alert-2',
  kind: 'password-guessing',
  severity: 'check',
  state: 'seen',
  key: 'password-guessing:rdp',
  facts: { from: '203.0.113.7', count: 31 },
})
export const noticeAlert: Alert = sampleAlert({
  id: 'alert-3',
  kind: 'remote-control',
  severity: 'notice',
  state: 'seen',
  key: 'remote-control:AnyDesk',
  facts: { tool: 'AnyDesk' },
})
const settled = { ...defaultSettings, firstRunDone: true }
/** What watches a Windows PC, with the counts of an ordinary morning. */
const watching = [
  'guard',
  'logins-windows',
  'processes-windows',
  'logs-windows',
  'persistence',
  'accounts',
  'ports',
  'network',
  'gateway',
  'connections',
  'protection',
  'usb',
  'screen',
  'watch',
].map((id, i) => source(id, { events: 100 * i + 12 }))
const without = (id: string, change: Partial<SourceHealth>) =>
  watching.map((s) => (s.id === id ? { ...s, ...change } : s))
const providerDesk: Snapshot['desk'] = {
  mode: 'provider',
  name: 'おたすけ窓口',
  phone: '050-0000-0000',
  reachable: true,
  waiting: 0,
  nextTryAt: null,
}
const profile = profileSchema.parse({
  schema: 1,
  id: 'sample',
  operator: 'おたすけ商会',
  service: 'おたすけ見張りサービス',
  desk: {
    phone: '050-0000-0000',
    hours: '平日 9時から17時',
    opening: { days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00', closedOnHolidays: true, callBackHours: 1 },
    emergency: '夜と休みの日は、同じ番号の留守番電話に入れてください。',
  },
  prices: [{ for: '会員', yen: 6600, taxIncluded: true, per: 'office-month' }],
  dispatch: { offered: true, visitsPerYear: 2, arrival: '次の日まで' },
  contract: { number: 'A-1', from: '2026-04-01', until: '2027-03-31' },
})
const long = 'とても長い名前のフォルダー、'.repeat(8)
const visit = sampleRequest({
  status: 'visit',
  visitAt: '11月24日(火) 午前10時',
  history: [
    { status: 'received', at },
    { status: 'callback', at: '2026-11-23T01:20:00.000Z' },
    { status: 'working', at: '2026-11-23T01:45:00.000Z' },
    { status: 'visit', at: '2026-11-23T02:00:00.000Z' },
  ],
  statusAt: '2026-11-23T02:00:00.000Z',
  messages: [
    { id: 'm1', from: 'desk', name: '窓口 佐藤', text: 'パソコンの電源は切らずにお待ちください。', at },
    { id: 'm2', from: 'user', name: '', text: 'わかりました。', at },
  ],
})

const check = (
  id: string,
  answer: CheckResult['answer'],
  change: Partial<CheckResult> = {},
): CheckResult => ({
  id,
  answer,
  reason: null,
  who: 'you',
  since: at,
  checkedAt: at,
  facts: {},
  steps: [],
  link: null,
  ...change,
})

/** Every state of the page that is worth a picture, by name. */
export const pageStates = {
  firstRun: sampleSnapshot({ sources: watching }),
  fine: sampleSnapshot({ settings: settled, sources: watching }),
  /** A screen that shows the app only some of the windows, as Wayland does. */
  partlySeen: sampleSnapshot({
    settings: settled,
    sources: without('screen', { state: 'partly', reason: { code: 'screen-partly', params: {} } }),
  }),
  starting: sampleSnapshot({
    settings: settled,
    sources: watching.map((s) => ({ ...s, state: 'starting' })),
  }),
  blind: sampleSnapshot({
    settings: settled,
    sources: without('logins-windows', {
      state: 'cannot',
      reason: { code: 'no-permission', params: { file: 'Security' } },
    }).map((s) =>
      s.id === 'persistence'
        ? { ...s, state: 'partly', reason: { code: 'places-unread', params: { all: 9, count: 2 } } }
        : s,
    ),
  }),
  urgent: sampleSnapshot({
    settings: settled,
    sources: watching,
    alerts: [urgentAlert, checkAlert, noticeAlert],
  }),
  check: sampleSnapshot({ settings: settled, sources: watching, alerts: [checkAlert] }),
  provider: sampleSnapshot({
    settings: settled,
    sources: watching,
    desk: providerDesk,
    profile,
    alerts: [urgentAlert],
    requests: [visit],
  }),
  deskDown: sampleSnapshot({
    settings: settled,
    sources: watching,
    desk: { ...providerDesk, reachable: false, waiting: 1, nextTryAt: '2026-11-23T01:05:00.000Z' },
    alerts: [urgentAlert],
    requests: [sampleRequest({ delivery: 'waiting' })],
    notices: [{ id: 'n1', at, code: 'disk-full', params: {} }],
  }),
  veryLong: sampleSnapshot({
    settings: settled,
    sources: watching,
    alerts: [
      { ...urgentAlert, facts: { folder: `${long}https://example.com/${'a'.repeat(120)}`, count: 123456 } },
      ...Array.from({ length: 40 }, (_, i) =>
        sampleAlert({ ...checkAlert, id: `alert-${i + 10}`, state: i % 3 === 0 ? 'closed' : 'seen' }),
      ),
    ],
    requests: [sampleRequest({ text: long.repeat(4), contact: long.slice(0, 90), delivery: 'refused' })],
  }),
  checked: sampleSnapshot({
    settings: settled,
    sources: watching,
    checks: [
      check('firewall', 'good'),
      check('backup-recent', 'mend', { reason: { code: 'old', params: { days: 40, name: '外の機器' } } }),
      check('disk-encryption', 'unknown', { reason: { code: 'tool-failed' }, who: 'desk' }),
      check('antivirus-fresh', 'mend', { reason: { code: 'old', params: { days: 9 } }, who: 'desk' }),
      check('screen-lock', 'good'),
    ],
  }),
  checking: sampleSnapshot({
    settings: settled,
    sources: watching,
    checks: [check('firewall', 'good')],
    checking: { done: 3, total: 12 },
  }),
  /** A week in which something came up on most days, some of it finished. */
  busyWeek: sampleSnapshot({
    settings: settled,
    sources: watching,
    alerts: [0, 1, 1, 3, 4, 4, 4, 6].map((days, i) =>
      sampleAlert({
        ...(i % 4 === 0 ? checkAlert : noticeAlert),
        id: `week-${i}`,
        state: i > 0 ? 'closed' : 'seen',
        detectedAt: new Date(Date.parse(at) - days * 86_400_000).toISOString(),
        lastAt: new Date(Date.parse(at) - days * 86_400_000).toISOString(),
      }),
    ),
    network: {
      since: at,
      lastLineAt: at,
      day: '2026-11-23',
      linesToday: 15234,
      blockedToday: 412,
      unreadableToday: 3,
      devices: [
        {
          id: '192.168.1.1',
          vendor: 'Fortinet',
          product: 'FortiGate',
          since: at,
          lastLineAt: at,
          lines: 15234,
          unreadable: 3,
        },
      ],
      otherLines: 0,
    },
  }),
  /** The guard has stopped the program, and asks. */
  paused: sampleSnapshot({
    settings: settled,
    sources: watching,
    alerts: [
      {
        ...urgentAlert,
        evidence: { pause: { state: 'paused', programs: [{ id: 'p1', name: 'updater.exe', pid: 4242 }] } },
      },
    ],
  }),
  /** One exercise under way, one finished. */
  drills: sampleSnapshot({
    settings: settled,
    sources: watching,
    alerts: [
      sampleAlert({
        id: 'drill-1',
        kind: 'reported-files-locked',
        severity: 'check',
        drill: true,
        facts: { situation: 'files-locked' },
      }),
      sampleAlert({
        id: 'drill-2',
        kind: 'reported-phishing',
        severity: 'check',
        drill: true,
        state: 'closed',
        facts: { situation: 'phishing' },
      }),
    ],
  }),
  /** Just asked: the desk has it, nobody has called yet. */
  asked: sampleSnapshot({
    settings: settled,
    sources: watching,
    desk: providerDesk,
    profile,
    alerts: [urgentAlert],
    requests: [sampleRequest(), sampleRequest({ id: 'request-2', kind: 'consultation', status: 'done' })],
  }),
  cancelled: sampleSnapshot({
    settings: settled,
    sources: watching,
    requests: [sampleRequest({ status: 'cancelled' })],
  }),
  /** Somebody is named who comes, with the word for the door. */
  engineer: sampleSnapshot({
    settings: settled,
    sources: watching,
    desk: providerDesk,
    profile,
    alerts: [urgentAlert],
    requests: [
      {
        ...visit,
        attachments: [
          sentFile('f1', { delivery: 'delivered' }),
          sentFile('f2', { kind: 'evidence', name: 'evidence-alert-1.zip', size: 48_000 }),
        ],
        engineer: { name: '山本', word: 'あさがお・ほたる' },
      },
    ],
  }),
  /** The app has several things to say of itself at once. */
  trouble: sampleSnapshot({
    settings: settled,
    sources: without('guard', { state: 'cannot', reason: { code: 'guard-failed' } }),
    desk: { ...providerDesk, reachable: false },
    notices: [
      { id: 'n1', at, code: 'database-damaged', params: { file: 'otasuke-2026-11-23.sqlite' } },
      {
        id: 'n2',
        at,
        code: 'not-writable',
        params: { folder: 'C:\\Users\\keiri\\AppData\\Roaming\\otasuke' },
      },
    ],
    alerts: [checkAlert],
  }),
} satisfies Record<string, Snapshot>
export type PageStateName = keyof typeof pageStates
