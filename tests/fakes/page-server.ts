import { readFile } from 'node:fs/promises'
import { createServer, type ServerResponse } from 'node:http'
import { extname, join } from 'node:path'
import type { AskName, Handlers } from '../../main/contract/api.ts'
import { answerCall } from '../../main/contract/client.ts'
import type { Failure } from '../../main/contract/failure.ts'
import { type NewChange, reduce, type Snapshot } from '../../main/contract/state.ts'
import { contentSecurityPolicy } from '../../main/present/page-policy.ts'
import { pageHandlers } from './page-handlers.ts'

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
  /** Until set to none, these calls get no answer: what a screen shows while it waits. */
  holdBack: (names: readonly AskName[]) => void
  /** Calls under way; what is held back does not count. */
  busy: () => number
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
  let held: readonly AskName[] = []
  let open = 0
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
    pageHandlers(() => state, change),
    (call) => {
      if (call.name === 'state.snapshot') return null
      calls.push(call)
      if (failure) throw failure
      if (held.some((name) => name === call.name)) return new Promise<never>(() => {})
      return null
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
      const counts = held.includes(call.name as AskName) ? 0 : 1
      open += counts
      const reply = await answerCall(handlers, call.name, call.input, () => {})
      open -= counts
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
    holdBack: (names) => {
      held = names
    },
    busy: () => open,
    stop: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}

/** The same handlers; `before` hears each call and may refuse it, or answer in its place. */
const watched = (
  all: Handlers,
  before: (call: { name: string; input: unknown }) => Promise<never> | null,
): Handlers =>
  new Proxy(all, {
    get: (_, name) => (input: unknown) => {
      const instead = before({ name: String(name), input })
      return instead ?? (all[name as keyof Handlers] as (input: unknown) => unknown)(input)
    },
  })
