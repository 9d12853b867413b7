import { z } from 'zod'
import { type AskName, type AskOut, api, type Client, type Handlers, isAskName, isPushName } from './api.ts'
import { Failure, type FailureData, failureSchema, toFailure } from './failure.ts'

const replySchema = z.union([z.object({ ok: z.unknown() }), z.object({ failure: failureSchema })])
export type Reply = { ok: unknown } | { failure: FailureData }

/** Makes the typed client of a page or a test out of a transport. Replies and pushes are checked. */
export const createClient = (transport: import('./api.ts').Transport): Client => ({
  async ask(name, input) {
    const reply = replySchema.parse(await transport.call(name, input))
    if ('failure' in reply) throw new Failure(reply.failure.code, reply.failure.detail)
    return api.asks[name].out.parse(reply.ok) as AskOut<typeof name>
  },
  on(name, listener) {
    return transport.listen((pushed, data) => {
      if (pushed === name && isPushName(pushed)) listener(api.pushes[name].parse(data) as never)
    })
  },
})

/**
 * Answers one call from outside: checks name and payload, runs the handler, checks the answer.
 * Never throws. `log` gets a line for what was refused (`bad-input`) or broke (`internal`).
 */
export const answerCall = async (
  handlers: Handlers,
  name: unknown,
  input: unknown,
  log: (line: string) => void,
): Promise<Reply> => {
  if (!isAskName(name)) {
    log(
      `refused call: unknown name ${typeof name === 'string' ? JSON.stringify(name.slice(0, 80)) : typeof name}`,
    )
    return { failure: { code: 'bad-input', detail: 'unknown call' } }
  }
  const parsed = api.asks[name].in.safeParse(input)
  if (!parsed.success) {
    log(`refused call ${name}: ${z.prettifyError(parsed.error)}`)
    return { failure: { code: 'bad-input', detail: z.prettifyError(parsed.error) } }
  }
  try {
    const handler = handlers[name] as (i: unknown) => unknown
    return { ok: api.asks[name].out.parse(await handler(parsed.data)) as AskOut<AskName> }
  } catch (error) {
    const failure = toFailure(error)
    if (failure.code === 'internal') log(`call ${name} failed: ${failure.detail}`)
    return { failure }
  }
}
