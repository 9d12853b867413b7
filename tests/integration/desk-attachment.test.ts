import { createHash, randomBytes } from 'node:crypto'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { startDesk } from '../../desk/server.ts'
import { enqueue } from '../../main/consult/outbox.ts'
import { silentLog } from '../../main/ports/log.ts'
import { deskEngines } from '../fakes/desk-engines.ts'
import { aRequest } from '../fakes/desk-material.ts'
import { testFolder, testPc, until } from '../fakes/desk-side.ts'
import { type Fault, startFlakyProxy } from '../fakes/flaky-proxy.ts'
import { openLink } from '../fakes/operator.ts'

const engines = deskEngines()
const hash = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

const aCase = async (engine: string, fault: (path: string) => Fault) => {
  const desk = await startDesk({
    dataDir: testFolder(),
    practice: true,
    name: '練習',
    log: silentLog,
    ...engines.fresh(engine),
  })
  onTestFinished(() => desk.stop())
  const pc = testPc(await startFlakyProxy(() => desk.url, fault))
  const request = aRequest()
  const order = { group: request.id, at: request.createdAt, held: false }
  enqueue(
    pc.db,
    { type: 'request', id: request.id, body: { request, alert: null, computer: 'pc' } },
    { key: 'r', ...order },
  )
  const path = join(testFolder(), '写真.jpg')
  const bytes = randomBytes(2_000_000)
  writeFileSync(path, bytes)
  const body = { name: '写真.jpg', size: bytes.length, sha256: hash(bytes) }
  enqueue(pc.db, { type: 'attachment', requestId: request.id, id: 'a1', path, body }, { key: 'a', ...order })
  return { desk, pc, path, bytes }
}

describe.each(engines.names)('a desk on %s', (engine) => {
  test('a file arrives whole though the line is cut in every second part', async () => {
    let n = 0
    const contents: string[] = []
    const { desk, pc, bytes } = await aCase(engine, (path) => {
      if (!path.includes('/content')) return 'pass'
      contents.push(path)
      n += 1
      return (['lose-answer', 'pass', 'cut', 'pass'] as const)[n % 4]!
    })
    pc.client.start()
    await until(() => {
      pc.client.kick()
      return pc.delivered.length === 2
    })
    const operator = await openLink(desk.operatorUrl)
    const [item] = (await operator.get('/operator/api/requests')).body.requests
    const [file] = (await operator.get(`/operator/api/requests/${item.ref}`)).body.attachments
    expect(file.name).toBe('写真.jpg')
    const res = await fetch(`${desk.url}/operator/api/attachments/${file.ref}`, {
      headers: { cookie: operator.cookie },
    })
    expect(hash(Buffer.from(await res.arrayBuffer()))).toBe(hash(bytes))
    // Resumed, not begun anew: no more calls than parts and cuts.
    expect(contents.length).toBeLessThanOrEqual(9)
  })

  test('a file that is gone is told, and holds back nothing', async () => {
    const { pc, path } = await aCase(engine, () => 'pass')
    rmSync(path)
    pc.client.start()
    await until(() => pc.refused.length === 1)
    expect(pc.delivered).toHaveLength(1)
  })
})
