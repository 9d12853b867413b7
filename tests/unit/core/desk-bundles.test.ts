import { generateKeyPairSync } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Bundle, type BundleKind, bundleText } from '../../../main/contract/desk.ts'
import { type Profile, profileSchema } from '../../../main/contract/profile.ts'
import { createDeskBundles } from '../../../main/core/desk-bundles.ts'
import { readGivenOutRules, rulesTrust } from '../../../main/core/given-out-rules.ts'
import { updatedProfile } from '../../../main/core/updated-profile.ts'
import { silentLog } from '../../../main/ports/log.ts'
import { signFile } from '../../../main/ports/signed-file.ts'
import { openTakenVersions } from '../../../main/ports/taken-versions.ts'

const pair = generateKeyPairSync('ed25519')
const signingKey = pair.publicKey.export({ type: 'spki', format: 'pem' }).toString()
const secret = pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
const first: Profile = profileSchema.parse({ schema: 1, id: 'cci', operator: 'A', service: 'B' })

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'otasuke-bundles-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const open = (key = signingKey) =>
  createDeskBundles({ folder, profile: first, signingKey: key, log: silentLog })
const start = () => updatedProfile(first, { folder, signingKey, log: silentLog })
const bundle = (what: BundleKind, files: Bundle['files'], version: number): Bundle => ({
  revision: `${what}-${version}`,
  files,
  signature: signFile(what, Buffer.from(bundleText(what, files)), version, secret),
})
const profileOf = (operator: string, version: number, id = 'cci') =>
  bundle(
    'profile',
    [{ name: 'profile.yaml', text: `schema: 1\nid: ${id}\noperator: ${operator}\nservice: B\n` }],
    version,
  )
const rulesOf = (names: string[], version: number) =>
  bundle(
    'rules',
    names.map((name) => ({ name, text: `title: ${name}\n` })),
    version,
  )
const rulesThere = (key = signingKey) =>
  readGivenOutRules(rulesTrust(first, key), folder, silentLog)
    .map((r) => r.file)
    .sort()

test('without a key nothing is fetched', () => expect(open('')).toBeUndefined())

test('a signed profile holds from the next start, an older one never again', () => {
  const bundles = open()!
  bundles.take('profile', profileOf('new', 2))
  expect(start()?.operator).toBe('new')
  expect(open()!.revisions().profile).toBe('profile-2')
  open()!.take('profile', profileOf('old', 1))
  expect(start()?.operator).toBe('new')
})

test('what came with the app and is newer goes before the desk', () => {
  open()!.take('profile', profileOf('desk', 2))
  openTakenVersions(join(folder, 'signed-versions.json')).take('profile:cci', 2)
  expect(start()).toBe(first)
})

test("another key, another provider's profile, or a changed text is left", () => {
  const bundles = open()!
  const good = profileOf('new', 2)
  bundles.take('profile', { ...good, files: [{ name: 'x', text: `${good.files[0]!.text}# changed` }] })
  bundles.take('profile', { ...good, signature: undefined })
  bundles.take('profile', profileOf('new', 3, 'other'))
  bundles.take('profile', bundle('profile', [{ name: 'profile.yaml', text: 'schema: [' }], 4))
  expect(start()).toBe(first)
  // A refused one does not use up the version.
  bundles.take('profile', good)
  expect(start()?.operator).toBe('new')
})

test('a kept profile that was changed on this PC is not used', () => {
  open()!.take('profile', profileOf('new', 2))
  const file = join(folder, 'desk-profile.json')
  writeFileSync(file, readFileSync(file, 'utf8').replace('new', 'bad'))
  expect(start()).toBe(first)
})

test('rules are taken as a whole: none left out, none from before, no name that leads elsewhere', () => {
  const bundles = open()!
  bundles.take('rules', rulesOf(['a.yml', 'b.yml'], 1))
  expect(rulesThere()).toEqual(['a.yml', 'b.yml'])
  bundles.take('rules', rulesOf(['c.yml'], 2))
  expect(rulesThere()).toEqual(['c.yml'])
  const more = rulesOf(['d.yml', 'e.yml'], 3)
  bundles.take('rules', { ...more, files: more.files.slice(1) })
  bundles.take('rules', rulesOf(['../../evil.yml'], 4))
  bundles.take('rules', rulesOf(['a.yml', 'b.yml'], 1))
  expect(rulesThere()).toEqual(['c.yml'])
  expect(open()!.revisions().rules).toBe('rules-2')
})

test('rules that were changed on this PC, put back to older ones, or signed by another are not read at the next start', () => {
  open()!.take('rules', rulesOf(['old.yml'], 1))
  const file = join(folder, 'rules/desk.json')
  const old = readFileSync(file, 'utf8')
  open()!.take('rules', rulesOf(['new.yml'], 2))
  const whole = readFileSync(file, 'utf8')
  for (const other of [old, whole.replace('title: new', 'title: bad'), '{"files":[]', '', '[]']) {
    writeFileSync(file, other)
    expect(rulesThere()).toEqual([])
    // The desk is asked for them again.
    expect(open()!.revisions().rules).toBe('')
  }
  writeFileSync(file, whole)
  expect(rulesThere()).toEqual(['new.yml'])
  const stranger = generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }).toString()
  expect([rulesThere(stranger), rulesThere('')]).toEqual([[], []])
})

test('block lists replace those of before, and are fetched again when somebody removed them', () => {
  const lists = (names: string[], version: number) =>
    bundle(
      'blocklists',
      names.map((name) => ({ name, text: '192.0.2.1\n' })),
      version,
    )
  const place = join(folder, 'blocklists/desk')
  mkdirSync(join(folder, 'blocklists'))
  writeFileSync(join(folder, 'blocklists/own.txt'), '192.0.2.9\n')
  open()!.take('blocklists', lists(['feodo.csv', 'urlhaus.csv'], 1))
  open()!.take('blocklists', lists(['feodo.csv'], 2))
  open()!.take('blocklists', lists(['../own.csv'], 3))
  open()!.take('blocklists', lists(['a.csv'], 1))
  open()!.take('blocklists', { ...lists(['b.csv'], 4), signature: lists(['c.csv'], 4).signature })
  expect(readdirSync(place)).toEqual(['feodo.csv'])
  expect(existsSync(join(folder, 'blocklists/own.txt'))).toBe(true)
  expect(open()!.revisions().blocklists).toBe('blocklists-2')
  rmSync(place, { recursive: true })
  expect(open()!.revisions().blocklists).toBe('')
  open()!.take('blocklists', lists(['feodo.csv'], 2))
  expect(readdirSync(place)).toEqual(['feodo.csv'])
})
