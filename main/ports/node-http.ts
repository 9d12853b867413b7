import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http'
import { type Agent, request as httpsRequest } from 'node:https'
import { createGunzip } from 'node:zlib'
import type { Http } from './http.ts'
import { createPinnedAgent } from './pinned-agent.ts'

/** Longest JSON answer unless told otherwise, and longest line of a stream, that is read (bytes after unpacking). */
const maxAnswer = 4 * 1024 * 1024
// The desk sends a sign of life every 25 s.
const streamSilence = 70_000

type Started = { req: ReturnType<typeof httpRequest>; fail: (error: Error) => void }

/** Pin of the key that the server of `origin` must hold; empty: its certificate must be valid as usual. */
export type PinOf = (origin: string) => string

const createStart = (pinOf: PinOf) => {
  const agents = new Map<string, Agent>()
  const agentFor = (origin: string): { agent?: Agent } => {
    const pin = pinOf(origin)
    if (!pin) return {}
    const agent = agents.get(pin) ?? createPinnedAgent(pin)
    agents.set(pin, agent)
    return { agent }
  }
  return (
    url: string,
    options: RequestOptions,
    onAnswer: (res: IncomingMessage) => void,
    onError: (error: Error) => void,
  ): Started => {
    const { protocol, origin } = new URL(url)
    const req =
      protocol === 'https:'
        ? httpsRequest(url, { ...options, ...agentFor(origin) }, onAnswer)
        : httpRequest(url, options, onAnswer)
    req.on('error', onError)
    return { req, fail: (error) => void req.destroy(error) }
  }
}
type Start = ReturnType<typeof createStart>

const createJson =
  (start: Start): Http['json'] =>
  (method, url, { headers = {}, body, timeout = 15_000, longest = maxAnswer }) =>
    new Promise((resolve, reject) => {
      const bytes = body instanceof Uint8Array
      const data = body === undefined ? null : bytes ? body : Buffer.from(JSON.stringify(body))
      const all: RequestOptions['headers'] = {
        accept: 'application/json',
        'accept-encoding': 'gzip',
        ...headers,
        ...(data && {
          'content-type': bytes ? 'application/octet-stream' : 'application/json',
          'content-length': data.byteLength,
        }),
      }
      const { req, fail } = start(
        url,
        { method, headers: all },
        (res) => {
          const parts: Buffer[] = []
          let size = 0
          const text = res.headers['content-encoding'] === 'gzip' ? res.pipe(createGunzip()) : res
          text.on('error', (error) => fail(error))
          text.on('data', (part: Buffer) => {
            size += part.length
            if (size > longest) fail(new Error('the answer is too long'))
            else parts.push(part)
          })
          res.on('error', reject)
          res.on('close', () => {
            clearTimeout(timer)
            if (!res.complete) reject(new Error('the answer was cut off'))
          })
          text.on('end', () => {
            try {
              resolve({
                status: res.statusCode ?? 0,
                body: JSON.parse(Buffer.concat(parts).toString('utf8')),
              })
            } catch {
              reject(new Error(`the answer is not JSON (status ${res.statusCode})`))
            }
          })
        },
        (error) => {
          clearTimeout(timer)
          reject(error)
        },
      )
      // One limit over the whole exchange: a desk that drips one byte a second must not hold the outbox.
      const timer = setTimeout(() => fail(new Error('no answer in time')), timeout)
      timer.unref()
      req.end(data ?? undefined)
    })

const createStream =
  (start: Start): Http['stream'] =>
  (url, { headers = {}, onOpen, onData, onEnd }) => {
    let ended = false
    const end = () => {
      if (ended) return
      ended = true
      req.destroy()
      onEnd()
    }
    const { req } = start(
      url,
      { method: 'GET', headers: { accept: 'text/event-stream', ...headers } },
      (res) => {
        if (res.statusCode !== 200 || !String(res.headers['content-type']).startsWith('text/event-stream')) {
          res.resume()
          return end()
        }
        if (ended) return
        onOpen()
        res.setEncoding('utf8')
        let rest = ''
        res.on('data', (chunk: string) => {
          const lines = (rest + chunk).split('\n')
          rest = lines.pop() ?? ''
          if (rest.length > maxAnswer) return end()
          for (const line of lines) if (!ended && line.startsWith('data:')) onData(line.slice(5).trim())
        })
        res.on('close', end)
        res.on('error', end)
      },
      end,
    )
    req.setTimeout(streamSilence, end)
    req.end()
    return () => {
      ended = true
      req.destroy()
    }
  }

/** HTTP through Node itself. Redirects are not followed: a desk does not move by itself. */
export const createNodeHttp = (pinOf: PinOf = () => ''): Http => {
  const start = createStart(pinOf)
  return { json: createJson(start), stream: createStream(start) }
}
/** For desks with a public certificate, and on this PC. */
export const nodeHttp: Http = createNodeHttp()
