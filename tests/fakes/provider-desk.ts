import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { stringify } from 'yaml'
import { type RunningDesk, startDesk } from '../../desk/server.ts'
import { silentLog } from '../../main/ports/log.ts'
import { testFolder } from './desk-side.ts'
import { type Answer, operatorWith, type TestOperator } from './operator.ts'

export type ProviderDesk = RunningDesk & { dataDir: string }
export type ProviderOptions = { dataDir?: string; databaseUrl?: string; config?: object; now?: () => string }

/** A provider's desk over `desk.yaml`, on SQLite or the given database. */
export const startProviderDesk = async ({
  dataDir = testFolder(),
  databaseUrl,
  config = {},
  now,
}: ProviderOptions = {}) => {
  writeFileSync(
    join(dataDir, 'desk.yaml'),
    stringify({ name: 'テスト商工会 相談窓口', phone: '06-0000-0000', port: 0, ...config }),
  )
  const desk = await startDesk({
    dataDir,
    practice: false,
    name: '',
    log: silentLog,
    ...(databaseUrl ? { databaseUrl } : {}),
    ...(now ? { now } : {}),
  })
  onTestFinished(() => desk.stop().catch(() => {}))
  return { ...desk, dataDir }
}

export const adminPerson = { name: 'kanri', display: '管理の人', password: 'tsuki-no-usagi-7' }

const session = async (url: string, path: string, body: unknown): Promise<TestOperator> => {
  const res = await fetch(`${url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  const cookie = res.headers.getSetCookie()[0]?.split(';')[0]
  if (!cookie) throw new Error(`no session: ${res.status} ${await res.text()}`)
  return operatorWith(url, cookie)
}

/** Makes the first account through the one-time set-up link. */
export const setUp = ({
  url,
  operatorUrl,
}: Pick<RunningDesk, 'url' | 'operatorUrl'>): Promise<TestOperator> =>
  session(url, '/operator/api/setup', { ...adminPerson, once: operatorUrl.split('/').at(-1) })

export const signIn = (url: string, name: string, password: string): Promise<TestOperator> =>
  session(url, '/operator/api/sign-in', { name, password })

/** Adds a customer and makes an activation code for one PC. */
export const newCode = async (
  admin: TestOperator,
  number = randomUUID().slice(0, 8),
): Promise<{ customer: string; code: string }> => {
  const made = await admin.post('/operator/api/customers', {
    number,
    name: `株式会社${number}`,
    phone: '06-1111-1111',
  })
  const { body } = await admin.post(`/operator/api/customers/${made.body.id}/codes`)
  return { customer: made.body.id, code: body.code }
}

/** A PC without a client: calls of the protocol by hand. */
export type BarePc = {
  token: string
  call: (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer>
}
/** One call of the protocol with a fresh idempotency key. */
export const deskCall = async (
  url: string,
  method: string,
  path: string,
  body: unknown,
  headers: Record<string, string>,
): Promise<Answer> => {
  const bytes = body instanceof Uint8Array
  const res = await fetch(`${url}${path}`, {
    method,
    headers: {
      'idempotency-key': randomUUID() + randomUUID(),
      ...(body === undefined
        ? {}
        : { 'content-type': bytes ? 'application/octet-stream' : 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: bytes ? (body as Uint8Array<ArrayBuffer>) : JSON.stringify(body) }),
  })
  const text = await res.text()
  return { status: res.status, body: text.startsWith('{') ? JSON.parse(text) : text }
}

export const enrolBare = async (
  url: string,
  activationCode = '',
  about: { computer?: string; platform?: string; appVersion?: string } = {},
): Promise<BarePc> => {
  const { status, body } = await deskCall(
    url,
    'POST',
    '/v1/enrol',
    {
      protocol: 1,
      activationCode,
      computer: '受付のパソコン',
      platform: 'win32',
      appVersion: '0.1.0',
      ...about,
    },
    {},
  )
  if (status !== 200) throw new Error(`not enrolled: ${status} ${body.error}`)
  const { token } = body as { token: string }
  return {
    token,
    call: (method, path, json, headers = {}) =>
      deskCall(url, method, path, json, { authorization: `Bearer ${token}`, ...headers }),
  }
}
