import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import type { Protocol } from 'electron'
import type { Log } from '../../ports/log.ts'
import { contentSecurityPolicy } from '../../present/page-policy.ts'
import { isOurs, pageScheme } from './page-address.ts'

/** Must run before `ready`. */
export const registerPageScheme = (protocol: Pick<Protocol, 'registerSchemesAsPrivileged'>): void =>
  protocol.registerSchemesAsPrivileged([
    {
      scheme: pageScheme,
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ])

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.txt': 'text/plain; charset=utf-8',
}

/** The file of the built page that an address means; null for everything else. Never leaves `folder`. Pure. */
export const fileOfAddress = (address: string, folder: string): string | null => {
  if (!isOurs(address)) return null
  let path: string
  try {
    path = decodeURIComponent(new URL(address).pathname)
  } catch {
    return null
  }
  // Windows reads both slashes and `C:`, and every system ends a name at NUL.
  if (/[\\:\0]/.test(path)) return null
  const root = normalize(folder.endsWith(sep) ? folder : folder + sep)
  const file = normalize(join(root, path === '/' ? 'index.html' : path))
  return file.startsWith(root) && types[extname(file)] ? file : null
}

/** Answers the page's own requests from the built files, each with the strict policy. */
export const servePage = (protocol: Pick<Protocol, 'handle'>, folder: string, log: Log): void => {
  protocol.handle(pageScheme, async (request) => {
    const refuse = (status: number, why: string) => {
      log.warn(`refused ${request.method} ${request.url.slice(0, 200)}: ${why}`)
      return new Response(null, { status })
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405, 'method')
    const file = fileOfAddress(request.url, folder)
    if (file === null) return refuse(404, 'not part of the page')
    try {
      const body = await readFile(file)
      return new Response(request.method === 'HEAD' ? null : new Uint8Array(body), {
        headers: {
          'content-type': types[extname(file)]!,
          'content-security-policy': contentSecurityPolicy,
          'x-content-type-options': 'nosniff',
          'referrer-policy': 'no-referrer',
          'cache-control': 'no-cache',
        },
      })
    } catch {
      return refuse(404, 'no such file')
    }
  })
}
