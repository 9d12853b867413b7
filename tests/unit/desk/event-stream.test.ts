import { once } from 'node:events'
import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import Fastify from 'fastify'
import { expect, onTestFinished, test } from 'vitest'
import { createEventStreams, type EventStreams } from '../../../desk/http/event-stream.ts'

/** A server whose only answer is a stream, opened once `ready` has come. */
const serve = async (ready: (gone: Promise<unknown>) => Promise<unknown>) => {
  const app = Fastify({ forceCloseConnections: true })
  const streams = createEventStreams()
  let ended = 0
  const opened: ReturnType<EventStreams['open']>[] = []
  app.get('/', async (_, reply) => {
    await ready(once(reply.raw, 'close'))
    opened.push(streams.open(reply, () => void ended++))
  })
  await app.listen({ host: '127.0.0.1', port: 0 })
  onTestFinished(async () => {
    streams.close()
    await app.close()
  })
  const { port } = app.server.address() as AddressInfo
  return { streams, opened, ended: () => ended, client: () => request({ host: '127.0.0.1', port }).end() }
}
const soon = (holds: () => boolean) => expect.poll(holds).toBe(true)

test('a reader that goes away is counted no more', async () => {
  const { streams, ended, opened, client } = await serve(async () => {})
  const [response] = await once(client(), 'response')
  expect(streams.count()).toBe(1)
  expect(opened[0]?.send('{}')).toBe(true)
  response.destroy()
  await soon(() => streams.count() === 0 && ended() === 1)
  expect(opened[0]?.send('{}')).toBe(false)
})

test('one that went away before its stream began is not kept either', async () => {
  const { streams, ended, opened, client } = await serve((gone) => gone)
  const asking = client()
  asking.on('error', () => {})
  await once(asking, 'finish')
  setTimeout(() => asking.destroy(), 50)
  await soon(() => opened.length === 1)
  await soon(() => streams.count() === 0 && ended() === 1)
})

test('a stream that the desk ends is over on both sides', async () => {
  const { streams, ended, opened, client } = await serve(async () => {})
  const [response] = await once(client(), 'response')
  opened[0]?.close()
  await once(response.resume(), 'end')
  await soon(() => streams.count() === 0 && ended() === 1)
})
