import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkSigned, signFile } from '../../../main/ports/signed-file.ts'
import { openTakenVersions } from '../../../main/ports/taken-versions.ts'

const keys = (type: 'ed25519' | 'ed448' = 'ed25519') => {
  const pair = type === 'ed25519' ? generateKeyPairSync('ed25519') : generateKeyPairSync('ed448')
  return {
    open: pair.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    secret: pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  }
}
const ours = keys()
const bytes = Buffer.from('schema: 1\nid: a\n')
const sig = signFile('profile', bytes, 3, ours.secret)
const check = (
  over: {
    bytes?: Buffer
    sig?: string | null
    key?: string
    atLeast?: number
    kind?: 'profile' | 'rules'
  } = {},
) =>
  checkSigned(
    over.kind ?? 'profile',
    over.bytes ?? bytes,
    over.sig === undefined ? sig : over.sig,
    over.key ?? ours.open,
    over.atLeast ?? 0,
  )

test('takes what the key of the build has signed', () => {
  expect(check()).toEqual({ ok: true, version: 3 })
  expect(check({ atLeast: 3 })).toEqual({ ok: true, version: 3 })
})
test('refuses an older version than this PC has had', () => {
  expect(check({ atLeast: 4 })).toEqual({ ok: false, problem: 'older' })
})
test.each([
  ['nothing beside it', { sig: null }, 'no-signature'],
  ['changed bytes', { bytes: Buffer.from('schema: 1\nid: b\n') }, 'bad-signature'],
  ["somebody else's key", { key: keys().open }, 'bad-signature'],
  ['another kind of key', { key: keys('ed448').open }, 'bad-signature'],
  ['a signature for another kind of file', { kind: 'rules' as const }, 'bad-signature'],
  ['a changed version', { sig: sig.replace('"version":3', '"version":9') }, 'bad-signature'],
  ['no version', { sig: '{}' }, 'bad-signature'],
  ['not JSON', { sig: '{' }, 'bad-signature'],
  ['no key', { key: '' }, 'bad-signature'],
])('refuses %s', (_, over, problem) => {
  expect(check(over)).toEqual({ ok: false, problem })
})
test('no other bytes pass, and nothing throws', () => {
  fc.assert(
    fc.property(fc.uint8Array(), fc.string(), (other, text) => {
      expect(check({ sig: text }).ok).toBe(false)
      if (!bytes.equals(other)) expect(check({ bytes: Buffer.from(other) }).ok).toBe(false)
    }),
  )
})
test('the highest version is remembered, also over a restart; a damaged memory is empty', () => {
  const folder = mkdtempSync(join(tmpdir(), 'otasuke-taken-'))
  const file = join(folder, 'v.json')
  openTakenVersions(file).take('profile:a', 4)
  openTakenVersions(file).take('profile:a', 2)
  expect([openTakenVersions(file).highest('profile:a'), openTakenVersions(file).highest('toString')]).toEqual(
    [4, 0],
  )
  writeFileSync(file, '{')
  expect(openTakenVersions(file).highest('profile:a')).toBe(0)
  rmSync(folder, { recursive: true })
})
