import { createServer } from 'node:http'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { type RunningDesk, startDesk } from '../../desk/server.ts'
import { enqueue } from '../../main/consult/outbox.ts'
import { silentLog } from '../../main/ports/log.ts'
import { deskEngines } from '../fakes/desk-engines.ts'
import { aRequest } from '../fakes/desk-material.ts'
import { type TestPc, testFolder, testPc, until } from '../fakes/desk-side.ts'
import { type Fault, startFlakyProxy } from '../fakes/flaky-proxy.ts'
import { openLink } from '../fakes/operator.ts'

const at = '2026-11-23T01:06:00.000Z'

const aDesk = async (
  over: { dataDir?: string; port?: number; databaseUrl?: string } = {},
): Promise<RunningDesk> => {
  const desk = await startDesk({
    dataDir: testFolder(),
    practice: true,
    name: '練習',
    log: silentLog,
    ...over,
  })
  onTestFinished(() => desk.stop().catch(() => {}))
  return desk
}

const ask = (pc: TestPc, text: string) => {
  const request = aRequest({ text })
  const body = { request, alert: null, computer: 'pc' }
  enqueue(
    pc.db,
    { type: 'request', id: request.id, body },
    { key: `r:${request.id}`, group: request.id, at, held: false },
  )
  return request
}
const say = (pc: TestPc, requestId: string, text: string) =>
  enqueue(
    pc.db,
    {
      type: 'message',
      requestId,
      body: { message: { id: crypto.randomUUID(), from: 'user', name: '', text, at } },
    },
    { key: `m:${crypto.randomUUID()}`, group: requestId, at, held: false },
  )

const engines = deskEngines()

describe.each(engines.names)('a desk on %s', (engine) => {
  test('lost answers, cuts, nonsense and doubles: all there, in order, once', async () => {
    const desk = await aDesk(engines.fresh(engine))
    const faults: Fault[] = ['lose-answer', 'cut', 'pass', 'nonsense', 'twice', 'pass', 'lose-answer', 'pass']
    let n = 0
    const way = await startFlakyProxy(
      () => desk.url,
      () => faults[n++ % faults.length]!,
    )
    const pc = testPc(way)
    const requests = ['一', '二', '三'].map((text) => ask(pc, text))
    for (const r of requests) for (const text of ['a', 'b', 'c']) say(pc, r.id, text)
    pc.client.start()
    await until(() => {
      pc.client.kick()
      return pc.delivered.length === 12
    }, 25_000)

    const operator = await openLink(desk.operatorUrl)
    const { body } = await operator.get('/operator/api/requests')
    expect(body.requests).toHaveLength(3)
    for (const { ref } of body.requests) {
      const detail = (await operator.get(`/operator/api/requests/${ref}`)).body
      expect(detail.messages.map((m: { text: string }) => m.text)).toEqual(['a', 'b', 'c'])
    }
    // The answer to the first enrolment was lost: asked again, it is still one PC.
    expect(new Set(body.requests.map((r: { computer: string }) => r.computer)).size).toBe(1)
  })

  test('with the desk away a request is kept, said to wait, and sent once when the desk is back', async () => {
    const over = { dataDir: testFolder(), ...engines.fresh(engine) }
    const first = await aDesk(over)
    const port = Number(new URL(first.url).port)
    await first.stop()
    const pc = testPc(first.url)
    ask(pc, '待っています')
    pc.client.start()
    const waiting = await until(() =>
      pc.states.findLast((s) => s.reachable === false && s.waiting === 1 && s.nextTryAt),
    )
    expect(Date.parse(String(waiting?.nextTryAt))).not.toBeNaN()
    expect(pc.delivered).toEqual([])
    const second = await aDesk({ ...over, port })
    pc.client.kick()
    await until(() => pc.delivered.length === 1)
    await until(() => pc.states.at(-1)?.waiting === 0 && pc.states.at(-1)?.reachable === true)
    const operator = await openLink(second.operatorUrl)
    expect((await operator.get('/operator/api/requests')).body.requests).toHaveLength(1)
  })

  test('the practice desk at another address is the same desk: its answers still arrive, nothing goes twice', async () => {
    const over = { dataDir: testFolder(), ...engines.fresh(engine) }
    const first = await aDesk(over)
    const file = join(testFolder(), 'pc.sqlite')
    const before = testPc(first.url, { file, deskName: 'practice' })
    const request = ask(before, '前に頼んだこと')
    before.client.start()
    await until(() => before.delivered.length === 1)
    before.client.stop()
    await first.stop()
    // Killed before it could note that the request had arrived.
    const payload = JSON.stringify({
      type: 'request',
      id: request.id,
      body: { request, alert: null, computer: 'pc' },
    })
    before.db.prepare("UPDATE outbox SET state = 'waiting', payload = ?").run(payload)
    before.db.close()

    const second = await aDesk(over)
    expect(second.url).not.toBe(first.url)
    const after = testPc(second.url, { file, deskName: 'practice', secrets: before.secrets })
    after.client.start()
    await until(() => after.delivered.length === 1)
    const operator = await openLink(second.operatorUrl)
    const { requests } = (await operator.get('/operator/api/requests')).body
    expect(requests).toHaveLength(1)
    await operator.post(`/operator/api/requests/${requests[0].ref}/reply`, {
      id: crypto.randomUUID(),
      text: 'お電話します',
    })
    await until(() => after.updates.length === 1)
  })

  test('a desk that lost its records gets this PC anew', async () => {
    const desk = await aDesk(engines.fresh(engine))
    const pc = testPc(desk.url)
    pc.secrets.set(`desk-token:${desk.url}`, 'a-token-that-this-desk-does-not-know-0123456789')
    ask(pc, 'x')
    pc.client.start()
    await until(() => pc.delivered.length === 1)
  })

  test('a refused row is told and does not stop the others', async () => {
    const desk = await aDesk(engines.fresh(engine))
    const pc = testPc(desk.url)
    say(pc, 'no-such-request', 'lost')
    const request = ask(pc, 'x')
    pc.client.start()
    await until(() => pc.delivered.length === 1 && pc.refused.length === 1)
    expect(pc.delivered[0]).toMatchObject({ type: 'request', id: request.id })
  })
})

test('a desk that answers nonsense is treated as away, and nothing is lost', async () => {
  const answers = ['{"ok":', '"yes"', '{"ok":"perhaps"}', '{"hello":1}', '[]', '']
  let asked = 0
  const server = createServer((_, res) => {
    res
      .writeHead(asked % 2 === 0 ? 200 : 404, { 'content-type': 'application/json' })
      .end(answers[asked++ % answers.length])
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const pc = testPc(`http://127.0.0.1:${(server.address() as { port: number }).port}`)
  ask(pc, 'x')
  pc.client.start()
  await until(() => {
    pc.client.kick()
    return asked > answers.length * 2
  })
  expect(pc.states.at(-1)).toMatchObject({ reachable: false, waiting: 1 })
  expect([...pc.delivered, ...pc.refused]).toEqual([])
})
