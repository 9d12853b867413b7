import { createServer, request, type Server } from 'node:http'
import { onTestFinished } from 'vitest'

/** What the way to the desk does with one call. */
export type Fault =
  | 'pass'
  /** The desk does the work, its answer is lost. */
  | 'lose-answer'
  /** The call is cut before the desk hears it. */
  | 'cut'
  /** Something that is no desk answers. */
  | 'nonsense'
  /** The desk hears it twice, the PC gets the second answer. */
  | 'twice'

/** A way to the desk that fails as `fault` says, call by call. */
export const startFlakyProxy = async (
  target: () => string,
  fault: (path: string) => Fault,
): Promise<string> => {
  const forward = (method: string, path: string, headers: Record<string, unknown>, body: Buffer) =>
    new Promise<{ status: number; body: Buffer }>((resolve, reject) => {
      const req = request(
        `${target()}${path}`,
        { method, headers: headers as Record<string, string> },
        (res) => {
          const parts: Buffer[] = []
          res.on('data', (b: Buffer) => parts.push(b))
          res.on('end', () => resolve({ status: res.statusCode ?? 0, body: Buffer.concat(parts) }))
        },
      )
      req.on('error', reject)
      req.end(body)
    })
  const server: Server = createServer((req, res) => {
    const parts: Buffer[] = []
    req.on('data', (b: Buffer) => parts.push(b))
    req.on('end', async () => {
      const body = Buffer.concat(parts)
      const path = req.url ?? ''
      // The stream is cut at once: this proxy leaves the PC with polling.
      if (path.includes('/stream')) return req.socket.destroy()
      const kind = fault(path)
      if (kind === 'cut') return req.socket.destroy()
      if (kind === 'nonsense')
        return res.writeHead(200, { 'content-type': 'text/html' }).end('<html>Wi-Fi</html>')
      const { host: _, ...headers } = req.headers
      try {
        let answer = await forward(req.method ?? 'GET', path, headers, body)
        if (kind === 'twice') answer = await forward(req.method ?? 'GET', path, headers, body)
        if (kind === 'lose-answer') return req.socket.destroy()
        res.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body)
      } catch {
        req.socket.destroy()
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as { port: number }).port}`
}
