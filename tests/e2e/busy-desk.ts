import { createHash, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'
import { strToU8, zipSync } from 'fflate'
import { type RunningDesk, startDesk } from '../../desk/server.ts'
import type { Alert } from '../../main/contract/alert.ts'
import type { HelpRequest } from '../../main/contract/request.ts'
import { silentLog } from '../../main/ports/log.ts'
import { anAlert, aRequest } from '../fakes/desk-material.ts'
import type { TestOperator } from '../fakes/operator.ts'
import { adminPerson, type BarePc, enrolBare, setUp, signIn } from '../fakes/provider-desk.ts'

const minute = 60_000
const hour = 60 * minute

const crcTable = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n
  for (let k = 0; k < 8; k += 1) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1
  return c >>> 0
})
const chunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type), data])
  let crc = 0xffffffff
  for (const byte of body) crc = crcTable[(crc ^ byte) & 0xff]! ^ (crc >>> 8)
  const out = Buffer.alloc(body.length + 8)
  out.writeUInt32BE(data.length)
  body.copy(out, 4)
  out.writeUInt32BE((crc ^ 0xffffffff) >>> 0, body.length + 4)
  return out
}
/** A picture of a red screen. */
export const redPicture = (width = 640, height = 360): Buffer => {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width)
  head.writeUInt32BE(height, 4)
  head.set([8, 2, 0, 0, 0], 8)
  const row = Buffer.concat([Buffer.from([0]), Buffer.alloc(width * 3, Buffer.from([190, 20, 30]))])
  const data = deflateSync(Buffer.concat(Array.from({ length: height }, () => row)))
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', head),
    chunk('IDAT', data),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

export type BusyDesk = { desk: RunningDesk; admin: TestOperator; dataDir: string; stop: () => Promise<void> }

const kinds = [
  ['files-locked', 'urgent'],
  ['password-guessing', 'check'],
  ['remote-control-session', 'urgent'],
  ['login-outside', 'check'],
  ['autostart-changed', 'notice'],
] as const

const attach = async (pc: BarePc, requestId: string, name: string, bytes: Buffer) => {
  const path = `/v1/requests/${requestId}/attachments/${randomUUID()}`
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  await pc.call('PUT', path, { name, size: bytes.length, sha256 })
  await pc.call('PUT', `${path}/content?offset=0`, bytes)
}

/** When that day is looked at. Pictures of it are compared, so it is always the same moment. */
export const busyMoment = Date.parse('2026-11-25T03:00:00Z')

/** A provider's desk on a hard day: 12 customers, 50 requests, long names, files, a wrong clock, silent PCs, trouble with the hand-over. */
export const startBusyDesk = async (): Promise<BusyDesk> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'otasuke-busy-desk-'))
  let shift = -3 * 24 * hour
  // One millisecond a look: what came later is also noted as later.
  let looks = 0
  const now = () => new Date(busyMoment + shift + looks++).toISOString()
  const handover =
    'handover: [{ type: webhook, id: other-system, url: "http://127.0.0.1:59999/", secret: s }]'
  writeFileSync(
    join(dataDir, 'desk.yaml'),
    `name: みなと商工会議所 相談窓口\nphone: 06-0000-0000\nport: 0\n${handover}\n`,
  )
  const desk = await startDesk({ dataDir, practice: false, name: '', log: silentLog, now })
  const setup = await setUp(desk)
  for (const [name, display, role] of [
    ['uketsuke', '受付の山本', 'desk'],
    ['gijutsu', '技術の佐藤', 'engineer'],
  ])
    await setup.post('/operator/api/accounts', { name, display, role, password: adminPerson.password })
  const names = [
    '株式会社みなと製作所',
    '医療法人社団 さくら歯科クリニック 梅田東口本院 および附属訪問診療センター',
    '八百屋',
  ]
  const pcs: BarePc[] = []
  for (let i = 0; i < 12; i += 1) {
    const name = names[i] ?? `有限会社 見本工業 第${i}工場`
    const customer = {
      number: `K-${1001 + i}`,
      name,
      phone: `06-1234-${5600 + i}`,
      note: i === 0 ? '月末は忙しい' : '',
    }
    const { body } = await setup.post('/operator/api/customers', customer)
    const { body: made } = await setup.post(`/operator/api/customers/${body.id}/codes`)
    const pc = await enrolBare(desk.url, made.code)
    pcs.push(pc)
    shift = i < 2 ? -26 * hour : 0
    const health = { utcOffset: 540, appVersion: '0.1.0', status: i % 4 === 3 ? 'urgent' : 'fine' }
    const wrong = i === 3 ? 2 * hour : 0
    const at = new Date(busyMoment + shift + wrong).toISOString()
    await pc.call('POST', '/v1/heartbeat', { ...health, at, blind: i === 4 ? ['guard', 'logins'] : [] })
    shift = -3 * 24 * hour
  }
  for (let i = 0; i < 50; i += 1) {
    const [kind, severity] = kinds[i % kinds.length]!
    shift = -(50 - i) * 37 * minute
    const pc = pcs[i % pcs.length]!
    const times = { occurredAt: now(), lastAt: now(), detectedAt: now(), updatedAt: now() }
    const facts = {
      count: 12,
      from: '203.0.113.9',
      name: 'AnyDesk.exe',
      tool: 'AnyDesk',
      user: 'yamada',
      folder: '経理',
    }
    const alert: Alert | null =
      i % 3 === 2 ? null : anAlert({ kind, key: `${kind}:${i}`, severity, facts, ...times })
    const request: HelpRequest = aRequest({
      receipt: `1125-${String(i).padStart(4, '0')}`,
      kind: i % 4 === 0 ? 'dispatch' : 'consultation',
      contact: i === 1 ? '営業第二本部 西日本統括グループ 山田花子(内線 1234)' : '山田',
      text:
        i === 0
          ? '画面が赤くなって「ウイルスに感染しました」と声が出ています。'.repeat(8)
          : '画面が赤くなりました',
      createdAt: now(),
      alertId: alert?.id ?? null,
    })
    await pc.call('PUT', `/v1/requests/${request.id}`, { request, alert, computer: 'pc' })
    if (i !== 0) continue
    await attach(pc, request.id, '画面の写真.png', redPicture())
    const pack = zipSync({
      '記録/経過.json': strToU8('{}'.repeat(900)),
      '記録/証拠.pdf': strToU8('x'.repeat(50_000)),
    })
    await attach(pc, request.id, '証拠のひとまとめ.zip', Buffer.from(pack))
    const message = { id: randomUUID(), from: 'user', name: '', text: 'まだ音が鳴っています。', at: now() }
    await pc.call('POST', `/v1/requests/${request.id}/messages`, { message })
  }
  const counts = kinds.map(([kind, severity], i) => ({ kind, severity, count: 3 * i + 1 }))
  for (const month of ['2026-09', '2026-10', '2026-11'])
    for (const pc of pcs.slice(0, 5)) await pc.call('PUT', `/v1/statistics/${month}`, { counts })
  shift = 0
  // The session of three days ago is over.
  const admin = await signIn(desk.url, adminPerson.name, adminPerson.password)
  const { requests } = (await admin.get('/operator/api/requests')).body
  for (const [i, status] of ['callback', 'working', 'visit', 'done', 'done'].entries())
    await admin.post(`/operator/api/requests/${requests[i + 2].ref}/status`, {
      status,
      visitAt: '26日(木)10時ごろ',
    })
  const first = requests.find((r: { receipt: string }) => r.receipt === '1125-0000')
  await admin.post(`/operator/api/requests/${first.ref}/engineer`, { name: '技術の佐藤' })
  await admin.post(`/operator/api/requests/${first.ref}/reply`, {
    id: randomUUID(),
    text: 'すぐにお電話します。LANケーブルをぬいてください。',
  })
  // The other system is not there: every hand-over has been tried, and waits.
  for (let tried = false; !tried; ) {
    await new Promise((resolve) => setTimeout(resolve, 200))
    const { lines } = (await admin.get('/operator/api/handovers')).body
    tried = lines.length === 50 && lines.every((line: { attempts: number }) => line.attempts > 0)
  }
  return {
    desk,
    admin,
    dataDir,
    async stop() {
      await desk.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
