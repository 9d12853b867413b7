import { expect, test } from 'vitest'
import { enqueue } from '../../main/consult/outbox.ts'
import { deskLine } from '../fakes/desk-child.ts'
import { deskEngines } from '../fakes/desk-engines.ts'
import { aRequest } from '../fakes/desk-material.ts'
import { testFolder, testPc, until } from '../fakes/desk-side.ts'
import { openLink } from '../fakes/operator.ts'

// What a kill may tear is SQLite's file; PostgreSQL is another process and lives on. So most of the kills go there.
const kills: Record<string, number> = { sqlite: 200, postgres: 20 }
const engines = deskEngines()

test.each(engines.names.map((engine) => [engine, kills[engine]!] as const))(
  'a desk on %s killed %i times in mid-write loses nothing and doubles nothing',
  { timeout: 900_000 },
  async (engine, times) => {
    const dataDir = testFolder()
    const line = await deskLine(dataDir, engines.fresh(engine).databaseUrl)
    let desk = line.first
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
      for (let i = 0; i < times; i += 1) {
        const before = pc.delivered.length
        await until(() => pc.delivered.length > before + (i % 5), 60_000)
        await desk.kill()
        desk = await line.next()
      }
    } finally {
      clearInterval(talk)
    }
    await until(() => {
      pc.client.kick()
      return pc.delivered.length === said + 1
    }, 60_000)
    expect(pc.refused).toEqual([])
    const operator = await openLink(desk.link)
    const [item] = (await operator.get('/operator/api/requests')).body.requests
    const { messages } = (await operator.get(`/operator/api/requests/${item.ref}`)).body
    expect(messages.map((m: { text: string }) => m.text)).toEqual(
      Array.from({ length: said }, (_, i) => String(i)),
    )
  },
)
