import { readFile } from 'node:fs/promises'
import { createServer, type ServerResponse } from 'node:http'
import { extname, join } from 'node:path'
import type { Handlers } from '../../main/contract/api.ts'
import { answerCall } from '../../main/contract/client.ts'
import type { CrashReport } from '../../main/contract/crash-report.ts'
import { Failure } from '../../main/contract/failure.ts'
import type { RecordEntry } from '../../main/contract/record.ts'
import type { HelpRequest } from '../../main/contract/request.ts'
import { settingsSchema } from '../../main/contract/settings.ts'
import { type NewChange, reduce, type Snapshot } from '../../main/contract/state.ts'
import { contentSecurityPolicy } from '../../main/present/page-policy.ts'
import { sampleAlert } from './samples.ts'

/** A host for the page alone: the real page and contract, a made-up core whose state a test sets. */
export type PageServer = {
  url: string
  snapshot: () => Snapshot
  /** Sets the whole state; an open page takes it at its next snapshot. */
  set: (snapshot: Snapshot) => void
  /** Tells every open page one change. */
  change: (change: NewChange) => void
  push: (name: string, data: unknown) => void
  /** Hears every push; returns the function that ends it. */
  onPush: (listener: (name: string, data: unknown) => void) => () => void
  /** The made-up core's answers, with `calls` and `failWith`; for a binding other than HTTP. */
  handlers: Handlers
  /** Calls that came, in order. */
  calls: { name: string; input: unknown }[]
  /** Until set to null, every call fails like this. */
  failWith: (failure: Failure | null) => void
  /** Cuts all lines: open pages see the app as gone. */
  stop: () => Promise<void>
}

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
}

/** Serves the built page (`OTASUKE_PAGE`, else `out/renderer`) on a loopback port (0: any free one) with the host's own content policy. */
export const startPageServer = async (
  first: Snapshot,
  folder = process.env.OTASUKE_PAGE ?? 'out/renderer',
  port = 0,
): Promise<PageServer> => {
  let state = first
  let failure: Failure | null = null
  const streams = new Set<ServerResponse>()
  const calls: PageServer['calls'] = []
  const listeners = new Set<(name: string, data: unknown) => void>()
  const push = (name: string, data: unknown) => {
    for (const listener of listeners) listener(name, data)
    for (const s of streams) s.write(`data: ${JSON.stringify({ name, data })}\n\n`)
  }
  const change = (c: NewChange) => {
    const numbered = { ...c, seq: state.seq + 1 } as Parameters<typeof reduce>[1]
    state = reduce(state, numbered) ?? state
    push('state.changed', numbered)
  }
  const handlers = watched(
    fakeHandlers(() => state, change),
    (call) => {
      if (call.name === 'state.snapshot') return
      calls.push(call)
      if (failure) throw failure
    },
  )
  const server = createServer(async (request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname
    response.setHeader('content-security-policy', contentSecurityPolicy)
    if (path === '/api/events') {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write(': hello\n\n')
      streams.add(response)
      response.on('close', () => streams.delete(response))
      return
    }
    if (path === '/api/call') {
      let body = ''
      for await (const part of request) body += part
      const call = JSON.parse(body) as { name: string; input: unknown }
      const reply = await answerCall(handlers, call.name, call.input, () => {})
      response.setHeader('content-type', 'application/json')
      return response.end(JSON.stringify(reply))
    }
    const file = path === '/' ? '/index.html' : path
    // Names of assets hold a hash of what is in them: a screen that is opened again need not read its fonts again.
    if (file.startsWith('/assets/')) response.setHeader('cache-control', 'max-age=31536000, immutable')
    const bytes = await readFile(join(folder, file)).catch(() => null)
    if (!bytes) return response.writeHead(404).end()
    response.setHeader('content-type', types[extname(file)] ?? 'application/octet-stream')
    return response.end(bytes)
  })
  await new Promise<void>((ready) => server.listen(port, '127.0.0.1', ready))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    url: `http://127.0.0.1:${address.port}/`,
    snapshot: () => state,
    set: (s) => {
      state = s
    },
    change,
    push,
    onPush(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    handlers,
    calls,
    failWith: (f) => {
      failure = f
    },
    stop: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}

/** The same handlers; `before` hears each call and may refuse it. */
const watched = (all: Handlers, before: (call: { name: string; input: unknown }) => void): Handlers =>
  new Proxy(all, {
    get: (_, name) => (input: unknown) => {
      before({ name: String(name), input })
      return (all[name as keyof Handlers] as (input: unknown) => unknown)(input)
    },
  })

const foundEntry: RecordEntry = {
  number: 1,
  at: '2026-11-23T01:00:03.000Z',
  step: 'report',
  type: 'found',
  who: '',
  facts: {},
  previous: '',
  hash: 'a',
}
const noteEntry: RecordEntry = {
  ...foundEntry,
  number: 2,
  step: 'first',
  type: 'note',
  facts: { text: '線をぬきました。' },
  previous: 'a',
  hash: 'b',
}

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

const fakeHandlers = (state: () => Snapshot, change: (c: NewChange) => void): Handlers => {
  const alert = (id: string) => {
    const found = state().alerts.find((a) => a.id === id)
    if (!found) throw new Failure('not-found', id)
    return found
  }
  const request = (id: string) => {
    const found = state().requests.find((r) => r.id === id)
    if (!found) throw new Failure('not-found', id)
    return found
  }
  const now = '2026-11-23T02:00:00.000Z'
  const known: Partial<Handlers> = {
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
      change({ type: 'alert', alert: { ...alert(id), answer } })
      return null
    },
    'help.request': (input) => {
      const id = `request-${state().requests.length + 1}`
      const made: HelpRequest = {
        ...input,
        id,
        receipt: '1123-K7QX',
        createdAt: now,
        status: 'received',
        statusAt: now,
        delivery: 'waiting',
        visitAt: '',
        messages: [],
      }
      change({ type: 'request', request: made })
      return { id, receipt: made.receipt }
    },
    'help.message': ({ id, text }) => {
      const r = request(id)
      const message = { id: `m${r.messages.length}`, from: 'user' as const, name: '', text, at: now }
      change({ type: 'request', request: { ...r, messages: [...r.messages, message] } })
      return null
    },
    'help.cancel': ({ id }) => {
      change({ type: 'request', request: { ...request(id), status: 'cancelled', statusAt: now } })
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
    'record.read': () => ({
      entries: state().alerts.length > 0 ? [foundEntry, noteEntry] : [],
      brokenAt: null,
    }),
    'record.add': ({ entry }) => ({
      entries: [
        foundEntry,
        { ...noteEntry, who: entry.who, type: entry.type, facts: { text: entry.text, answer: 'done' } },
      ],
      brokenAt: null,
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
    'paper.make': ({ kind }) => ({ name: `${kind}.pdf`, base64: 'JVBERi0xLjQK' }),
    'check.run': () => null,
    'screen.close': () => ({ closed: 1, ended: 0, left: 0, reopened: true, problem: null }),
    'genuine.check': () => ({
      alertIds: state().alerts.map((a) => a.id),
      from: '2026-11-23T01:00:00.000Z',
      until: now,
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
