import { randomUUID } from 'node:crypto'
import { Agent, request } from 'node:http'

const agent = new Agent({ keepAlive: true, maxSockets: 128 })

/** One JSON call; resolves to status and duration (ms). Rejects when the connection breaks. */
export const timedCall = (
  url: string,
  method: string,
  path: string,
  headers: Record<string, string>,
  body?: unknown,
): Promise<{ status: number; ms: number; text: string }> =>
  new Promise((resolve, reject) => {
    const start = performance.now()
    const data = body === undefined ? '' : JSON.stringify(body)
    const req = request(
      `${url}${path}`,
      {
        method,
        agent,
        headers: {
          'idempotency-key': randomUUID(),
          ...(data ? { 'content-type': 'application/json', 'content-length': Buffer.byteLength(data) } : {}),
          ...headers,
        },
      },
      (res) => {
        let text = ''
        res.setEncoding('utf8')
        res.on('data', (part: string) => {
          text += part
        })
        res.on('end', () => resolve({ status: res.statusCode ?? 0, ms: performance.now() - start, text }))
      },
    )
    req.on('error', reject)
    req.end(data)
  })

/** Runs `work(i)` `perSecond` times a second for `seconds`, whatever the answers take: an open loop, as PCs are. */
export const openLoop = async (
  perSecond: number,
  seconds: number,
  work: (i: number) => Promise<void>,
): Promise<void> => {
  const begin = performance.now()
  const running: Promise<void>[] = []
  for (let i = 0; i < perSecond * seconds; i += 1) {
    const wait = begin + (i * 1000) / perSecond - performance.now()
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
    running.push(work(i))
  }
  await Promise.all(running)
}

/** Runs `work` over and over in `lanes` at once for `seconds`; returns how often a second. */
export const closedLoop = async (
  lanes: number,
  seconds: number,
  work: (i: number) => Promise<void>,
): Promise<number> => {
  const end = performance.now() + seconds * 1000
  let done = 0
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      while (performance.now() < end) {
        await work(done)
        done += 1
      }
    }),
  )
  return done / seconds
}

/** A value below which `share` of all lie. */
export const quantile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ??
  Number.NaN
