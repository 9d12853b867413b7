import { execFileSync } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { UpdateInfo } from 'electron-updater'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { parse } from 'yaml'
import { readPackagedProfile } from '../../../../main/hosts/electron/packaged-profile.ts'
import { isSignedUpdate } from '../../../../main/hosts/electron/signed-update.ts'

const pair = generateKeyPairSync('ed25519')
const publicKey = pair.publicKey.export({ type: 'spki', format: 'pem' }).toString()
const secret = pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'otasuke-profile-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const write = (operator: string) =>
  writeFileSync(
    join(folder, 'profile.yaml'),
    `schema: 1\nid: cci\noperator: ${operator}\nservice: お助け隊\n`,
  )
/** The provider's own tool, as it is called at release. */
const sign = (...args: string[]) =>
  execFileSync(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      resolve(import.meta.dirname, '../../../../scripts/sign.mjs'),
      ...args,
    ],
    {
      env: { ...process.env, OTASUKE_SIGNING_KEY: secret },
    },
  )
const read = (key = publicKey) =>
  readPackagedProfile({ resources: folder, dataFolder: folder, publicKey: key })

test('no profile is no fault', () => {
  expect(read()).toBeNull()
})
test('a build with a key takes only what was signed with it, and never an older one', () => {
  write('A')
  expect(() => read()).toThrow('no-signature')
  sign('profile', join(folder, 'profile.yaml'), '2')
  expect(read()?.operator).toBe('A')
  write('B')
  expect(() => read()).toThrow('bad-signature')
  sign('profile', join(folder, 'profile.yaml'), '1')
  expect(() => read()).toThrow('older')
  sign('profile', join(folder, 'profile.yaml'), '3')
  expect(read()?.operator).toBe('B')
})
test('a build without a key takes an unsigned profile', () => {
  write('A')
  expect(read('')?.operator).toBe('A')
})
test("the release's update file is signed so that the app takes it", () => {
  const file = join(folder, 'latest.yml')
  writeFileSync(
    file,
    'version: 1.1.0\nfiles:\n  - url: Setup.exe\n    sha512: abc==\n    size: 1\npath: Setup.exe\n',
  )
  sign('update', file)
  const info = parse(readFileSync(file, 'utf8')) as UpdateInfo
  expect(isSignedUpdate(info, publicKey)).toBe(true)
  expect(isSignedUpdate({ ...info, version: '1.2.0' }, publicKey)).toBe(false)
})
