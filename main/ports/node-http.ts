import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http'
import { request as httpsRequest } from 'node:https'
import type { Http } from './http.ts'

/** Longest JSON answer, and longest line of a stream, that is read (bytes). */
const maxAnswer = 4 * 1024 * 1024
// The desk sends a sign of life every 25 s.
const streamSilence = 70_000

type Started = { req: ReturnType<typeof httpRequest>; fail: (error: Error) => void }

const start = (
  url: string,
  options: RequestOptions,
  onAnswer: (res: IncomingMessage) => void,
  onError: (error: Error) => void,
): Started => {
  const send = new URL(url).protocol === 'https:' ? httpsRequest : httpRequest
  const req = send(url, options, onAnswer)
  req.on('error', onError)
  return { req, fail: (error) => void req.destroy(error) }
}

const json: Http['json'] = (method, url, { headers = {}, body, timeout = 15_000 }) =>
  new Promise((resolve, reject) => {
    const text = body === undefined ? null : JSON.stringify(body)
    const all: RequestOptions['headers'] = {
      accept: 'application/json',
      ...headers,
      ...(text === null
        ? {}
        : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
    }
    const { req, fail } = start(
      url,
      { method, headers: all },
      (res) => {
        const parts: Buffer[] = []
        let size = 0
        res.on('data', (part: Buffer) => {
          size += part.length
          if (size > maxAnswer) fail(new Error('the answer is too long'))
          else parts.push(part)
        })
        res.on('error', reject)
        res.on('close', () => {
          clearTimeout(timer)
          if (!res.complete) reject(new Error('the answer was cut off'))
        })
        res.on('end', () => {
          try {
            resolve({ status: res.statusCode ?? 0, body: JSON.parse(Buffer.concat(parts).toString('utf8')) })
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
    req.end(text ?? undefined)
  })

const stream: Http['stream'] = (url, { headers = {}, onOpen, onData, onEnd }) => {
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
export const nodeHttp: Http = { json, stream }
