import { spawnSync } from 'node:child_process'
import { createHash, generateKeyPairSync } from 'node:crypto'
import { createReadStream, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { stringify } from 'yaml'
import { updateBytes } from '../../main/hosts/electron/signed-update.ts'
import { signFile } from '../../main/ports/signed-file.ts'

const root = resolve(import.meta.dirname, '../..')
/** A provider's key pair (PEM), made for this run. */
export const newKeys = (): { publicKey: string; privateKey: string } => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  return {
    publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  }
}

/** A provider with a release folder, a signing key and a web server for updates; all on this PC, all real but the installer. */
export const startUpdateServer = async () => {
  const top = mkdtempSync(join(tmpdir(), 'otasuke-updates-'))
  const folder = join(top, 'server')
  const keys = newKeys()
  mkdirSync(folder)
  /** A release of this version in a folder of its own, signed with `privateKey`. The installer notes how it was called. */
  const release = (version: string, privateKey = keys.privateKey): string => {
    const from = join(top, `dist-${version}-${Math.random()}`)
    mkdirSync(from)
    const name = `Otasuke-Tray-Setup-${version}.exe`
    const bytes = `#!/bin/sh\necho "${version} $*" >> "${join(top, 'installed')}"\n`
    writeFileSync(join(from, name), bytes)
    const sha512 = createHash('sha512').update(bytes).digest('base64')
    const info = {
      version,
      files: [{ url: name, sha512, size: bytes.length }],
      path: name,
      sha512,
      releaseDate: '2026-11-25T00:00:00.000Z',
    }
    const otasukeSignature = signFile('update', updateBytes(info), 1, privateKey)
    writeFileSync(join(from, 'latest.yml'), stringify({ ...info, otasukeSignature }))
    return from
  }
  /** What the provider's own command says to it. */
  const publish = (from: string, ...more: string[]) =>
    spawnSync(
      process.execPath,
      [
        '--disable-warning=ExperimentalWarning',
        join(root, 'scripts/publish-updates.mjs'),
        ...['--from', from, '--to', folder, ...more],
      ],
      { encoding: 'utf8', env: { ...process.env, MAIN_VITE_SIGNING_KEY: keys.publicKey } },
    )
  const requests: { path: string; stagingId: string | undefined }[] = []
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname.slice(1)
    requests.push({ path, stagingId: request.headers['x-user-staging-id'] as string | undefined })
    const file = join(folder, path)
    if (path.includes('/') || !existsSync(file)) response.writeHead(404).end()
    else createReadStream(file).pipe(response)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    top,
    folder,
    keys,
    requests,
    release,
    publish,
    url: `http://127.0.0.1:${address.port}/`,
    async stop() {
      await new Promise((done) => server.close(done))
      rmSync(top, { recursive: true, force: true })
    },
  }
}
export type UpdateServer = Awaited<ReturnType<typeof startUpdateServer>>
