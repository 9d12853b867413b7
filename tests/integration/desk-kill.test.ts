import { expect, test } from 'vitest'
import { enqueue } from '../../main/consult/outbox.ts'
import { startDeskChild } from '../fakes/desk-child.ts'
import { deskEngines } from '../fakes/desk-engines.ts'
import { aRequest } from '../fakes/desk-material.ts'
import { testFolder, testPc, until } from '../fakes/desk-side.ts'
import { openLink } from '../fakes/operator.ts'

// The whole number of the requirement is 200; each kill costs a start of Node, so the daily run does fewer.
const kills = Number(process.env.DESK_KILLS ?? 12)

const engines = deskEngines()

test.each(engines.names)(
  `a desk on %s killed ${kills} times in mid-write loses nothing and doubles nothing`,
  {
    timeout: 30_000 + kills * 5_000,
  },
  async (engine) => {
    const dataDir = testFolder()
    const { databaseUrl = '' } = engines.fresh(engine)
    let desk = await startDeskChild(dataDir, 0, databaseUrl)
    const port = Number(new URL(desk.url).port)
    const pc = testPc(desk.url)
    pc.client.start()
    const request = aRequest()
    const at = request.createdAt
    const order = { group: request.id, at, held: false }
    enqueue(
      pc.db,
      { type: 'request', id: request.id, body: { request, alert: null, computer: 'pc' } },
      { key: 'request', ...order },
    )
    let said = 0
    const talk = setInterval(() => {
      if (said - pc.delivered.length > 40) return
      const message = { id: `m${said}`, from: 'user' as const, name: '', text: String(said), at }
      enqueue(
        pc.db,
        { type: 'message', requestId: request.id, body: { message } },
        { key: `m${said}`, ...order },
      )
      said += 1
      pc.client.kick()
    }, 2)
    try {
      for (let i = 0; i < kills; i += 1) {
        const before = pc.delivered.length
        await until(() => pc.delivered.length > before + (i % 5))
        await desk.kill()
        desk = await startDeskChild(dataDir, port, databaseUrl)
      }
    } finally {
      clearInterval(talk)
    }
    await until(() => {
      pc.client.kick()
      return pc.delivered.length === said + 1
    })
    expect(pc.refused).toEqual([])
    const operator = await openLink(desk.link)
    const [item] = (await operator.get('/operator/api/requests')).body.requests
    const { messages } = (await operator.get(`/operator/api/requests/${item.ref}`)).body
    expect(messages.map((m: { text: string }) => m.text)).toEqual(
      Array.from({ length: said }, (_, i) => String(i)),
    )
  },
)
