import { answered } from '../../main/alerts/answer.ts'
import type { Handlers } from '../../main/contract/api.ts'
import type { CheckSheet, SaidFact } from '../../main/contract/check-sheet.ts'
import type { CrashReport } from '../../main/contract/crash-report.ts'
import { Failure } from '../../main/contract/failure.ts'
import type { IncidentRecord, RecordEntry } from '../../main/contract/record.ts'
import { type HelpRequest, withReach } from '../../main/contract/request.ts'
import type { ClosedScreen } from '../../main/contract/screen.ts'
import { settingsSchema } from '../../main/contract/settings.ts'
import type { NewChange, Snapshot } from '../../main/contract/state.ts'
import type { EvidenceItem } from '../../main/contract/tools.ts'
import { createHelpTools } from '../../main/core/help-tools.ts'
import { checkSheetOf } from '../../main/probe/checks/check-sheet.ts'
import { attachmentHandlers } from './attachment-handlers.ts'
import { sentFile } from './page-states.ts'
import { sampleAlert } from './samples.ts'

/** The moment at which the page's tests play. */
export const pageNow = '2026-11-23T02:00:00.000Z'

const entry = (number: number, change: Partial<RecordEntry>): RecordEntry => ({
  number,
  at: `2026-11-23T01:${String(number).padStart(2, '0')}:03.000Z`,
  step: 'report',
  type: 'found',
  who: '',
  facts: {},
  previous: number === 1 ? '' : 'a',
  hash: 'a',
  ...change,
})
const found = entry(1, {})
const note = entry(2, { step: 'first', type: 'note', facts: { text: '線をぬきました。' } })
const drillEntries = [
  found,
  entry(2, { step: 'first', type: 'tick', who: '髙橋', facts: { text: '線をぬきます。', answer: 'done' } }),
  entry(3, { step: 'final', type: 'closed', who: '髙橋' }),
]

const item = (name: string, personal: boolean, content: unknown): EvidenceItem => {
  const text = JSON.stringify(content, null, 2)
  return { name, personal, text, size: Buffer.byteLength(text) }
}
const evidence = (alert: unknown): EvidenceItem[] => [
  item('alert.json', false, alert),
  item('alert-details.json', true, { files: ['見積書.xlsx'] }),
  item('record.json', true, [found, note]),
  item('versions.json', false, { app: '0.1.0' }),
  item('watchers.json', false, []),
  item('checks.json', false, []),
  item('programs.json', false, [{ name: 'explorer.exe', path: 'C:\\Users\\[user]\\x.exe' }]),
  item('autostart.json', false, { 'run-keys': [{ name: 'OneDrive' }] }),
]

const sampleCrashes: CrashReport[] = [
  {
    id: '2026-11-22T08-11-04.512Z-page.txt',
    at: '2026-11-22T08:11:04.512Z',
    part: 'page',
    bytes: 142,
    text: '2026-11-22T08:11:04.512Z\notasuke-tray 0.1.0 win32-x64 node 24.1.0\npart: page\nreason: crashed (-1073741819)\n',
  },
  { id: '9f3c.dmp', at: '2026-11-22T08:11:04.000Z', part: 'system', bytes: 1_834_221, text: '' },
]

const changed = (s: Snapshot) => s.notices.some((n) => n.code === 'record-changed')

const closedScreen: ClosedScreen = {
  closed: 1,
  ended: 0,
  left: 0,
  reopened: true,
  problem: null,
  browsers: 0,
}

/** Answers of a made-up core; what only computes is the real core's own. */
export const pageHandlers = (state: () => Snapshot, change: (c: NewChange) => void): Handlers => {
  const said: SaidFact[] = []
  const alert = (id: string) => {
    const known = state().alerts.find((a) => a.id === id)
    if (!known) throw new Failure('not-found', id)
    return known
  }
  const request = (id: string) => {
    const known = state().requests.find((r) => r.id === id)
    if (!known) throw new Failure('not-found', id)
    return known
  }
  const message = (id: string, text: string) => {
    const r = request(id)
    const made = { id: `m${r.messages.length}`, from: 'user' as const, name: '', text, at: pageNow }
    change({ type: 'request', request: { ...r, messages: [...r.messages, made] } })
    return null
  }
  const sheet = (): CheckSheet => ({
    measured: checkSheetOf(state().checks),
    said: [...said],
    brokenAt: null,
  })
  const record = (entries: RecordEntry[]): IncidentRecord => ({
    entries,
    brokenAt: changed(state()) ? 2 : null,
  })
  const known: Partial<Handlers> = {
    ...createHelpTools({ snapshot: state, now: () => Date.parse(pageNow), timeZone: 'Asia/Tokyo' }),
    'state.snapshot': () => state(),
    'alert.seen': ({ id }) => {
      change({ type: 'alert', alert: { ...alert(id), state: 'seen' } })
      return null
    },
    'alert.close': ({ id }) => {
      change({ type: 'alert', alert: { ...alert(id), state: 'closed' } })
      return null
    },
    'alert.answer': ({ id, answer }) => {
      change({ type: 'alert', alert: answered(alert(id), answer) })
      return null
    },
    'guard.answer': ({ id, answer }) => {
      const a = alert(id)
      const now = { resume: 'resumed', keep: 'kept', unknown: 'unsure' }[answer]
      const pause = { ...(a.evidence.pause as object), state: now }
      change({ type: 'alert', alert: { ...a, evidence: { ...a.evidence, pause } } })
      return null
    },
    ...attachmentHandlers(request, change),
    'help.request': ({ attachments, id: wanted, ...input }) => {
      const known = state().requests.find((r) => r.id === wanted)
      if (known) return { id: known.id, receipt: known.receipt }
      const id = wanted ?? `request-${state().requests.length + 1}`
      const made: HelpRequest = {
        ...input,
        id,
        receipt: '1123-K7QX',
        createdAt: pageNow,
        status: 'received',
        statusAt: pageNow,
        delivery: 'waiting',
        visitAt: '',
        messages: [],
        attachments: attachments.map((id) => sentFile(id)),
      }
      change({ type: 'request', request: made })
      return { id, receipt: made.receipt }
    },
    'help.message': ({ id, text }) => message(id, text),
    'help.details': ({ id, details }) => {
      change({ type: 'request', request: withReach({ ...request(id), details }, details) })
      return null
    },
    'help.cancel': ({ id }) => {
      change({ type: 'request', request: { ...request(id), status: 'cancelled', statusAt: pageNow } })
      return null
    },
    'settings.update': (patch) => {
      const settings = settingsSchema.parse({ ...state().settings, ...patch })
      change({ type: 'settings', settings })
      return settings
    },
    'notice.dismiss': ({ id }) => {
      change({ type: 'notice-gone', id })
      return null
    },
    'desk.retry': () => null,
    'crash.list': () => ({ reports: sampleCrashes }),
    'crash.remove': ({ id }) => ({ reports: sampleCrashes.filter((r) => r.id !== id) }),
    'crash.send': () => ({ requestId: 'request-1', receipt: '1123-K7QX' }),
    'record.read': ({ id }) =>
      record(id.startsWith('drill') ? drillEntries : state().alerts.length > 0 ? [found, note] : []),
    'record.add': ({ entry: said }) =>
      record([
        found,
        { ...note, who: said.who, type: said.type, facts: { text: said.text, answer: 'done' } },
      ]),
    'record.photo': ({ who, name }) =>
      record([found, { ...note, who, facts: { text: name, topic: 'photo', value: name } }]),
    'photo.read': () => ({ url: null }),
    'paper.preview': ({ kind }) => ({
      paper: {
        kind,
        title: '困りごとの速報',
        lead: 'いまわかっていることだけを書きました。',
        sections: [
          {
            heading: '起きたこと',
            rows: [
              { id: 'foundAt', label: '見つけた日時', value: '2026年11月23日 10:00' },
              { id: 'workStopped', label: '止まった仕事', value: '' },
            ],
          },
        ],
        foot: 'この紙は、おたすけトレイが記録から作りました。',
        onePage: true,
      },
      questions: kind === 'flash-report' ? [{ id: 'workStopped', value: '' }] : [],
    }),
    'incident.report': ({ situation }) => {
      const made = sampleAlert({
        id: `reported-${situation}`,
        kind: `reported-${situation}`,
        severity: 'check',
        facts: { situation },
      })
      change({ type: 'alert', alert: made })
      return { id: made.id }
    },
    'evidence.list': ({ alertId }) => ({ listing: 'listing-1', items: evidence(alert(alertId)) }),
    'evidence.send': () => ({ requestId: 'request-1', receipt: '1123-K7QX', size: 4_000 }),
    'evidence.pack': () => ({ name: 'evidence.zip', base64: 'UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA==' }),
    'network.cut': ({ cut }) =>
      cut
        ? { state: 'cut', reason: null, since: pageNow }
        : { state: 'connected', reason: null, since: null },
    'drill.start': ({ situation }) => {
      const made = sampleAlert({ id: 'drill-1', kind: situation, severity: 'check', drill: true })
      change({ type: 'alert', alert: made })
      return { id: made.id }
    },
    'drill.finish': ({ id, attended, steps }) => {
      const a = alert(id)
      change({ type: 'alert', alert: { ...a, state: 'closed' } })
      return { alertId: id, situation: a.kind, startedAt: a.detectedAt, endedAt: pageNow, attended, steps }
    },
    'sheet.read': sheet,
    'sheet.say': (saying) => {
      said.push({ ...saying, at: pageNow })
      return sheet()
    },
    'paper.printed': () => null,
    'paper.make': ({ kind }) => ({ name: `${kind}.pdf`, base64: 'JVBERi0xLjQK' }),
    'check.run': () => null,
    'screen.close': () =>
      state().sources.some((s) => s.reason?.code === 'screen-partly')
        ? { ...closedScreen, closed: 0, reopened: false, problem: 'hidden', browsers: 2 }
        : closedScreen,
    'screen.closed': () => null,
    'browsers.end': () => closedScreen,
    'genuine.check': () => ({
      alertIds: state().alerts.map((a) => a.id),
      notices: state().requests.flatMap(({ id, messages }) =>
        messages.some((m) => m.from === 'desk')
          ? [{ id: `request:${id}`, title: '窓口から返事が来ました', at: pageNow }]
          : [],
      ),
      from: '2026-11-23T01:00:00.000Z',
      until: pageNow,
    }),
  }
  return new Proxy(known, {
    get: (all, name) =>
      all[name as keyof Handlers] ??
      (() => {
        throw new Failure('not-possible-here', String(name))
      }),
  }) as Handlers
}
