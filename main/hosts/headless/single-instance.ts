import { randomBytes } from 'node:crypto'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, request } from 'node:http'
import { join } from 'node:path'

/** Keeps a second copy of the app from watching the same PC twice on one data folder. */
export type Instance = {
  /** Gives the folder free again. */
  release: () => Promise<void>
}

type Door = { pid: number; port: number; key: string }
const doorFile = (folder: string) => join(folder, 'running.json')

const knock = (door: Door, verb: string): Promise<string | null> =>
  new Promise((resolve) => {
    const call = request(
      {
        host: '127.0.0.1',
        port: door.port,
        path: `/${verb}`,
        method: 'POST',
        headers: { 'x-key': door.key },
        timeout: 2000,
      },
      (answer) => {
        let text = ''
        answer.setEncoding('utf8').on('data', (part: string) => {
          text += part
        })
        answer.on('end', () => resolve(answer.statusCode === 200 ? text : null))
      },
    )
    call.on('timeout', () => call.destroy())
    call.on('error', () => resolve(null))
    call.end()
  })

const readDoor = (folder: string): Door | null => {
  try {
    const door = JSON.parse(readFileSync(doorFile(folder), 'utf8')) as Partial<Door>
    return typeof door.port === 'number' && typeof door.key === 'string' ? (door as Door) : null
  } catch {
    return null
  }
}

/**
 * Asks the copy that already runs on this folder, if any; its answer (a fresh link to the page, or '' where it has
 * none), null where nobody answers: a file left by a killed copy does not count.
 */
export const askRunning = async (folder: string): Promise<string | null> => {
  const door = readDoor(folder)
  return door ? await knock(door, 'show') : null
}

/** Marks the folder as in use; `onShow` answers a second start (with a fresh link). */
export const claimFolder = async (folder: string, onShow: () => string): Promise<Instance> => {
  const key = randomBytes(24).toString('base64url')
  const server = createServer((call, answer) => {
    const mine = call.method === 'POST' && call.url === '/show' && call.headers['x-key'] === key
    answer.writeHead(mine ? 200 : 403).end(mine ? onShow() : '')
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as { port: number }
  try {
    writeFileSync(doorFile(folder), JSON.stringify({ pid: process.pid, port, key } satisfies Door), {
      mode: 0o600,
    })
  } catch {
    // An unwritable folder is told elsewhere; two copies then cannot see each other.
  }
  return {
    async release() {
      rmSync(doorFile(folder), { force: true })
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
