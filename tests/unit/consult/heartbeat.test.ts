import { expect, test } from 'vitest'
import { createHeartbeat, type HeartbeatOptions } from '../../../main/consult/channels/heartbeat.ts'
import type { Leaving } from '../../../main/contract/desk.ts'
import type { Http } from '../../../main/ports/http.ts'
import { silentLog } from '../../../main/ports/log.ts'
import { createManualClock } from '../../fakes/manual-clock.ts'

/** A heartbeat of an enrolled PC that has nothing to say, but for what is given. */
const heartbeatWith = (given: Pick<HeartbeatOptions, 'http'> & Partial<HeartbeatOptions>) =>
  createHeartbeat({
    clock: createManualClock(),
    log: silentLog,
    deskUrl: 'http://127.0.0.1:1',
    token: () => 'token',
    random: () => 0.5,
    read: () => ({}) as never,
    ...given,
  })

test('a PC that enrols after its start is heard of within seconds, then once a minute', async () => {
  const clock = createManualClock()
  let token: string | null = null
  const beats: number[] = []
  const http = {
    json: async () => {
      beats.push(clock.now())
      throw new Error('the line is down')
    },
  } as unknown as Http
  const heartbeat = heartbeatWith({ http, clock, token: () => token })
  heartbeat.start()
  await clock.advance(20_000)
  expect(beats).toEqual([])
  token = 'token'
  await clock.advance(6000)
  expect(beats).toHaveLength(1)
  await clock.advance(59_000)
  expect(beats).toHaveLength(2)
  heartbeat.stop()
  await clock.advance(120_000)
  expect(beats).toHaveLength(2)
})

test('a PC that goes says why, once, and takes nothing any more', async () => {
  const bodies: { leaving?: Leaving }[] = []
  const fetched: string[] = []
  const http = {
    json: async (method: string, url: string, { body }: { body: { leaving?: Leaving } }) => {
      if (method === 'GET') fetched.push(url)
      bodies.push(body)
      return { status: 200, body: { now: '', profile: '2', rules: '', blocklists: '' } }
    },
  } as unknown as Http
  const heartbeat = heartbeatWith({
    http,
    read: () => ({ status: 'fine' }) as never,
    bundles: { revisions: () => ({ profile: '1', rules: '', blocklists: '' }), take: () => {} },
  })
  heartbeat.start()
  await heartbeat.leave('off')
  heartbeat.stop()
  expect(bodies.map((b) => b.leaving)).toEqual(['off'])
  expect(fetched).toEqual([])
})
test('a desk that cannot be reached keeps nobody from going', async () => {
  const http = { json: () => Promise.reject(new Error('no line')) } as unknown as Http
  const heartbeat = heartbeatWith({ http })
  await expect(heartbeat.leave('quit')).resolves.toBeUndefined()
})
