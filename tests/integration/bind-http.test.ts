import { mkdtempSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createFeed } from '../../main/core/feed.ts'
import type { Core } from '../../main/core.ts'
import { bindHttp, type HttpBinding } from '../../main/hosts/headless/bind-http.ts'
import { sampleAlert, sampleSnapshot } from '../fakes/samples.ts'

const feed = createFeed(sampleSnapshot(), () => {})
const core = {
  handlers: new Proxy({}, { get: (_, name) => (name === 'state.snapshot' ? feed.snapshot : () => null) }),
  onPush: feed.listen,
} as unknown as Core
const logged: string[] = []
const log = { info() {}, warn: (line: string) => void logged.push(line), error() {} }
let binding: HttpBinding

beforeAll(async () => {
  const page = mkdtempSync(join(tmpdir(), 'otasuke-page-'))
  writeFileSync(join(page, 'index.html'), '<title>page</title>')
  binding = await bindHttp({ core, log, page, port: 0 })
})
afterAll(() => binding.stop())

type Answer = { status: number; headers: Record<string, unknown>; text: string }
const call = (path: string, headers: Record<string, string> = {}, body?: string): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const req = request(
      binding.origin + path,
      { method: body === undefined ? 'GET' : 'POST', headers },
      (res) => {
        let text = ''
        res.setEncoding('utf8').on('data', (part: string) => {
          text += part
        })
        res.on('end', () => resolve({ status: res.statusCode ?? 0, headers: res.headers, text }))
      },
    )
    req.on('error', reject)
    req.end(body)
  })

const enter = async (): Promise<string> => {
  const answer = await call(new URL(binding.link()).pathname + new URL(binding.link()).search)
  expect(answer.status).toBe(303)
  return String((answer.headers['set-cookie'] as string[])[0]).split(';')[0]!
}
const json = { 'content-type': 'application/json', 'x-otasuke': '1' }
const snapshotCall = JSON.stringify({ name: 'state.snapshot', input: null })

test('a link works once, and its cookie is for this site and no script', async () => {
  const link = new URL(binding.link())
  const first = await call(link.pathname + link.search)
  expect(first.status).toBe(303)
  expect(String(first.headers['set-cookie'])).toMatch(/HttpOnly.*SameSite=Strict|SameSite=Strict.*HttpOnly/)
  expect((await call(link.pathname + link.search)).status).toBe(401)
})

test('with the cookie: page with a strict policy, and calls', async () => {
  const cookie = await enter()
  const page = await call('/', { cookie })
  expect(page).toMatchObject({ status: 200, text: '<title>page</title>' })
  expect(page.headers['content-security-policy']).toMatch(/^default-src 'none'/)
  expect(page.headers['content-security-policy']).not.toMatch(/unsafe/)
  const answer = await call('/api/call', { ...json, cookie }, snapshotCall)
  expect(JSON.parse(answer.text)).toMatchObject({ ok: { host: { computer: 'KEIRI-02' } } })
})

test.each([
  ['no session', 401, {}, '/'],
  ['wrong session', 401, { cookie: 'otasuke=nonsense' }, '/'],
  ['foreign host (DNS rebinding)', 421, { host: 'evil.example' }, '/'],
  ['foreign host with our port', 421, { host: 'localhost.evil.example' }, '/'],
  ['wrong ticket', 401, {}, '/enter?ticket=guess'],
] as const)('%s gets %i and a log line', async (_, status, headers, path) => {
  logged.length = 0
  expect((await call(path, headers)).status).toBe(status)
  expect(logged).toHaveLength(1)
  expect(logged[0]).not.toContain('guess')
})

test('a foreign origin, a cross-site call and a call without our header are refused even with the cookie', async () => {
  const cookie = await enter()
  logged.length = 0
  expect(
    (await call('/api/call', { ...json, cookie, origin: 'http://evil.example' }, snapshotCall)).status,
  ).toBe(403)
  expect((await call('/api/call', { ...json, cookie, origin: 'null' }, snapshotCall)).status).toBe(403)
  expect(
    (await call('/api/call', { ...json, cookie, 'sec-fetch-site': 'cross-site' }, snapshotCall)).status,
  ).toBe(403)
  expect((await call('/api/call', { 'content-type': 'application/json', cookie }, snapshotCall)).status).toBe(
    403,
  )
  expect(logged).toHaveLength(4)
})

test('malformed calls get 4xx and a log line', async () => {
  const cookie = await enter()
  logged.length = 0
  for (const body of [
    '{',
    '[]',
    'null',
    '{"name":"no.such"}',
    '{"name":"alert.seen","input":{"id":5}}',
    '"x"',
  ])
    expect((await call('/api/call', { ...json, cookie }, body)).status, body).toBe(400)
  expect((await call('/api/call', { ...json, cookie }, `"${'x'.repeat(6_600_000)}"`)).status).toBe(413)
  expect(logged).toHaveLength(7)
})

test('pushes arrive on the event stream of a known session', async () => {
  const cookie = await enter()
  const line = await new Promise<string>((resolve, reject) => {
    const req = request(`${binding.origin}/api/events`, { headers: { cookie } }, (res) => {
      res.setEncoding('utf8').on('data', (part: string) => {
        if (part.includes('hello')) feed.change({ type: 'alert', alert: sampleAlert() })
        const data = /^data: (.+)$/m.exec(part)
        if (data) {
          req.destroy()
          resolve(data[1]!)
        }
      })
    })
    req.on('error', reject)
    req.end()
  })
  expect(JSON.parse(line)).toMatchObject({ name: 'state.changed', data: { seq: 1, type: 'alert' } })
})
