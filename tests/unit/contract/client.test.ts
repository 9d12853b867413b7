import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { api, type Handlers } from '../../../main/contract/api.ts'
import { answerCall, createClient } from '../../../main/contract/client.ts'
import { Failure } from '../../../main/contract/failure.ts'
import { sampleSnapshot } from '../../fakes/samples.ts'

const handlers = new Proxy({} as Handlers, {
  get: (_, name) => (name === 'state.snapshot' ? () => sampleSnapshot() : () => null),
})

test('a client made over answerCall speaks the whole contract', async () => {
  const client = createClient({
    call: (name, input) => answerCall(handlers, name, input, () => {}),
    listen: () => () => {},
  })
  expect(await client.ask('state.snapshot', null)).toEqual(sampleSnapshot())
  expect(await client.ask('alert.seen', { id: 'a' })).toBeNull()
})

test('unknown names and malformed payloads are refused with a log line, and no handler runs', async () => {
  const seen = vi.fn(() => null)
  const log = vi.fn()
  const own = { ...handlers, 'alert.seen': seen } as unknown as Handlers
  for (const [name, input] of [
    ['alert.seen', { id: 7 }],
    ['alert.seen', null],
    ['no.such', {}],
    ['__proto__', {}],
    ['constructor', {}],
    [undefined, {}],
  ] as const)
    expect(await answerCall(own, name, input, log)).toMatchObject({ failure: { code: 'bad-input' } })
  expect(seen).not.toHaveBeenCalled()
  expect(log).toHaveBeenCalledTimes(6)
})

test('whatever a stranger sends, the answer is a reply and never a throw', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(fc.constantFrom(...Object.keys(api.asks)), fc.anything()),
      fc.anything(),
      async (name, input) => {
        const reply = await answerCall(handlers, name, input, () => {})
        expect('ok' in reply || 'failure' in reply).toBe(true)
      },
    ),
  )
})

test('a failure keeps its code on the way; anything else becomes internal', async () => {
  const failing = (error: unknown) =>
    createClient({
      call: (name, input) =>
        answerCall(
          { ...handlers, 'desk.retry': () => Promise.reject(error) } as unknown as Handlers,
          name,
          input,
          () => {},
        ),
      listen: () => () => {},
    }).ask('desk.retry', null)
  await expect(failing(new Failure('not-found', 'x'))).rejects.toMatchObject({ code: 'not-found' })
  await expect(failing(Object.assign(new Error('full'), { code: 'ENOSPC' }))).rejects.toMatchObject({
    code: 'disk-full',
  })
  await expect(failing('boom')).rejects.toMatchObject({ code: 'internal' })
})

test('an answer that does not fit the contract is not passed on', async () => {
  const client = createClient({ call: async () => ({ ok: { seq: 'x' } }), listen: () => () => {} })
  await expect(client.ask('state.snapshot', null)).rejects.toThrow()
})
