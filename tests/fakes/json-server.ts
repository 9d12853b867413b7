import { createServer, type IncomingHttpHeaders } from 'node:http'
import { onTestFinished } from 'vitest'

export type JsonCall = {
  method: string
  path: string
  query: URLSearchParams
  headers: IncomingHttpHeaders
  body: Buffer
}
/** `cut`: the work is done, the answer lost. `hold`: the work is done, the answer never comes. */
export type JsonFault = 'cut' | 'hold'
export type JsonAnswer = { status: number; body: unknown } | JsonFault

/** A small server for stand-ins; returns its address. Ends with the test. */
export const startJsonServer = async (answer: (call: JsonCall) => JsonAnswer): Promise<string> => {
  const server = createServer((req, res) => {
    const parts: Buffer[] = []
    req.on('data', (b: Buffer) => parts.push(b))
    req.on('end', () => {
      const { pathname, searchParams } = new URL(req.url ?? '', 'http://x')
      const call = {
        method: req.method ?? '',
        path: pathname,
        query: searchParams,
        headers: req.headers,
        body: Buffer.concat(parts),
      }
      const result = answer(call)
      if (result === 'hold') return
      if (result === 'cut') return req.socket.destroy()
      res.writeHead(result.status, { 'content-type': 'application/json' }).end(JSON.stringify(result.body))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://localhost:${(server.address() as { port: number }).port}`
}
