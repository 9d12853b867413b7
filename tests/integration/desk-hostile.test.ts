import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { deskEngines } from '../fakes/desk-engines.ts'
import { anAlert, aRequest } from '../fakes/desk-material.ts'
import { deskCall, enrolBare, newCode, setUp, signIn, startProviderDesk } from '../fakes/provider-desk.ts'

const engines = deskEngines()

const deskOn = async (engine: string) => {
  const desk = await startProviderDesk(engines.fresh(engine))
  const admin = await setUp(desk)
  const pc = await enrolBare(desk.url, (await newCode(admin)).code)
  return { desk, admin, pc }
}
const hash = (b: Buffer) => createHash('sha256').update(b).digest('hex')

const nasty = [
  `<script>alert(1)</script>`,
  `"><img src=x onerror=alert(1)>`,
  `'; DROP TABLE request; --`,
  `" OR 1=1 --`,
  `{{7*7}}\${7*7}`,
  `\u202egnp.exe`,
  '\0\u0001',
]

describe.each(engines.names)('a desk on %s', (engine) => {
  const aDesk = () => deskOn(engine)

  test('script and SQL in every text field stay text', async () => {
    const { admin, pc } = await aDesk()
    for (const text of nasty) {
      // PostgreSQL cannot hold NUL, JSON can; the desk takes both alike.
      const alert = anAlert({ kind: text, key: text, facts: { [text]: text }, evidence: { [text]: [text] } })
      const request = aRequest({
        contact: text.slice(0, 100),
        text,
        place: text,
        bestTime: text,
        receipt: text,
      })
      const put = await pc.call('PUT', `/v1/requests/${request.id}`, { request, alert, computer: text })
      expect(put.status).toBe(200)
      const message = { id: randomUUID(), from: 'user', name: text, text, at: request.createdAt }
      expect((await pc.call('POST', `/v1/requests/${request.id}/messages`, { message })).status).toBe(200)
    }
    const items = (await admin.get('/operator/api/requests')).body.requests
    expect(items.map((i: { words: string }) => i.words).sort()).toEqual([...nasty].sort())
    for (const text of nasty) {
      await admin.get(`/operator/api/requests/${encodeURIComponent(text)}`)
      expect((await admin.post('/operator/api/sign-in', { name: text, password: text })).status).not.toBe(500)
    }
    expect((await admin.get('/operator/api/requests')).body.requests).toHaveLength(nasty.length)
  })

  test('every answer carries the policy that stops scripts from elsewhere', async () => {
    const { desk } = await aDesk()
    for (const path of ['/operator/', '/operator/api/me', '/v1/updates', '/nowhere']) {
      const { headers } = await fetch(`${desk.url}${path}`)
      expect(headers.get('content-security-policy')).toContain("default-src 'none'")
      expect(headers.get('x-content-type-options')).toBe('nosniff')
    }
  })

  test('other hosts, other sites, a missing token of the session: refused', async () => {
    const { desk, admin } = await aDesk()
    const { get } = await import('node:http')
    const status = await new Promise((resolve) =>
      get(`${desk.url}/operator/api/me`, { headers: { host: 'evil.example' } }, (r) => resolve(r.statusCode)),
    )
    expect(status).toBe(421)
    expect((await admin.post('/operator/api/customers', {}, { origin: 'https://evil.example' })).status).toBe(
      403,
    )
    expect(
      (
        await admin.post(
          '/operator/api/customers',
          { number: '1', name: 'x', phone: '' },
          { 'x-csrf-token': 'wrong' },
        )
      ).body.error,
    ).toBe('csrf')
    expect((await deskCall(desk.url, 'POST', '/v1/enrol', {}, { origin: desk.url })).status).toBe(403)
  })

  test('guessing passwords and codes is slowed down, also with made-up headers', async () => {
    const { desk } = await aDesk()
    const tries = await Promise.all(
      Array.from({ length: 14 }, (_, i) =>
        deskCall(
          desk.url,
          'POST',
          '/operator/api/sign-in',
          { name: 'kanri', password: `x${i}` },
          { authorization: `Bearer ${i}`, 'x-forwarded-for': `10.0.0.${i}` },
        ),
      ),
    )
    expect(tries.filter((t) => t.status === 429).length).toBeGreaterThanOrEqual(4)
    const codes = await Promise.all(
      Array.from({ length: 40 }, (_, i) =>
        deskCall(
          desk.url,
          'POST',
          '/v1/enrol',
          { protocol: 1, activationCode: `CODE${i}`, computer: 'x', platform: 'x', appVersion: 'x' },
          { authorization: `Bearer ${i}` },
        ),
      ),
    )
    expect(codes.every((c) => c.status === 403 || c.status === 429)).toBe(true)
    expect(codes.some((c) => c.status === 429)).toBe(true)
    await expect(signIn(desk.url, 'kanri', 'tsuki-no-usagi-7')).rejects.toThrow('429')
  })

  test('an attachment: hostile name, claims of 1 GB, cut and resumed, wrong bytes', async () => {
    const { desk, admin, pc } = await aDesk()
    const request = aRequest()
    await pc.call('PUT', `/v1/requests/${request.id}`, { request, alert: null, computer: 'pc' })
    const place = (id: string) => `/v1/requests/${request.id}/attachments/${id}`
    expect(
      (await pc.call('PUT', place('big'), { name: 'x', size: 2 ** 30, sha256: hash(Buffer.alloc(0)) }))
        .status,
    ).toBe(413)
    const bytes = randomBytes(1_500_000)
    const name = '..\\..\\../../etc/\u202epasswd\r\n".png'
    const announce = () =>
      pc.call('PUT', place('a/b'.replace('/', '%2f')), { name, size: bytes.length, sha256: hash(bytes) })
    expect((await announce()).body).toEqual({ received: 0, done: false })
    const content = `${place('a%2fb')}/content`
    expect((await pc.call('PUT', `${content}?offset=0`, bytes.subarray(0, 1_048_577))).status).toBe(413)
    expect((await pc.call('PUT', `${content}?offset=0`, bytes.subarray(0, 700_000))).body).toEqual({
      received: 700_000,
      done: false,
    })
    expect((await pc.call('PUT', `${content}?offset=0`, bytes.subarray(0, 10))).body).toEqual({
      received: 700_000,
      done: false,
    })
    const { received } = (await announce()).body
    expect((await pc.call('PUT', `${content}?offset=${received}`, bytes.subarray(received))).body).toEqual({
      received: bytes.length,
      done: true,
    })

    const items = (await admin.get('/operator/api/requests')).body.requests
    const [file] = (await admin.get(`/operator/api/requests/${items[0].ref}`)).body.attachments
    expect(file.name).toBe('_passwd___.png')
    const res = await fetch(`${desk.url}/operator/api/attachments/${file.ref}`, {
      headers: { cookie: admin.cookie },
    })
    expect(res.headers.get('content-disposition')).toMatch(/^attachment/)
    expect(res.headers.get('content-type')).toBe('application/octet-stream')
    expect(hash(Buffer.from(await res.arrayBuffer()))).toBe(hash(bytes))
    const folder = join(desk.dataDir, 'attachments')
    expect(readdirSync(folder)).toEqual([file.ref])
    expect(hash(readFileSync(join(folder, file.ref)))).toBe(hash(bytes))

    await pc.call('PUT', place('bad'), { name: 'x', size: 3, sha256: hash(Buffer.from('abc')) })
    expect((await pc.call('PUT', `${place('bad')}/content?offset=0`, Buffer.from('abd'))).status).toBe(422)
    expect((await pc.call('PUT', `${place('bad')}/content?offset=0`, Buffer.from('abc'))).body).toEqual({
      received: 3,
      done: true,
    })
  })

  test('whatever JSON comes, the answer is one clear 4xx and the desk lives', async () => {
    const { desk, pc } = await aDesk()
    const path = fc.constantFrom(
      '/v1/alerts/x',
      '/v1/requests/x',
      '/v1/requests/x/messages',
      '/v1/heartbeat',
      '/v1/statistics/2026-11',
    )
    await fc.assert(
      fc.asyncProperty(path, fc.jsonValue(), async (to, json) => {
        const { status, body } = await pc.call(
          to.endsWith('messages') || to.endsWith('heartbeat') ? 'POST' : 'PUT',
          to,
          json,
        )
        expect(status).toBeGreaterThanOrEqual(400)
        expect(status).toBeLessThan(500)
        expect(typeof body.error).toBe('string')
      }),
      { numRuns: 150 },
    )
    expect((await pc.call('PUT', '/v1/alerts/x', { alert: 'x'.repeat(600_000) })).status).toBe(413)
    expect((await deskCall(desk.url, 'POST', '/v1/enrol', { protocol: 2 }, {})).body.error).toBe(
      'unknown-version',
    )
    expect((await pc.call('GET', '/v1/updates')).status).toBe(200)
  })
})
