import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { checksOf } from '../../../../main/probe/checks/registry.ts'
import { encodedScript } from '../../../../main/probe/checks/windows-facts.ts'
import { windowsScript } from '../../../../main/probe/checks/windows-script.ts'
import { ask, madeUpWorld } from '../../../fakes/checks/world.ts'

const output = (name: string) =>
  readFileSync(new URL(`../../../fixtures/checks/windows/${name}.json`, import.meta.url), 'utf8')
/** All answers of a variant but the good ones and those about this app and its files. */
const answers = async (name: string, encoding = (text: string) => text) => {
  const world = madeUpWorld('win32', { tools: { 'powershell.exe': encoding(output(name)) } })
  const ids = checksOf('win32')
    .map((c) => c.id)
    .filter((id) => !/^(app-(?!s)|disk-space|ssh-|password-manager)/.test(id))
  const all = await Promise.all(ids.map(async (id) => [id, await ask('win32', id, world)] as const))
  return Object.fromEntries(all.filter(([, answer]) => answer !== 'good'))
}

/** What all variants share: the user never set a screen lock with a password, a backup date, or AutoPlay. */
const usual = {
  'antivirus-scan': 'mend:never',
  'apps-updated': 'mend:weak',
  autorun: 'mend:on',
  'backup-recent': 'unknown:backup-no-date',
  'event-log': 'unknown:needs-admin',
  'firmware-password': 'unknown:firmware-silent',
  'not-administrator': 'mend:admin',
  'process-audit': 'unknown:needs-admin',
  'recovery-key': 'unknown:needs-admin',
  'screen-lock': 'mend:late',
}

test('Home, Japanese, without elevation', async () => {
  expect(await answers('home-ja-user')).toEqual(usual)
})

test('the same output with a byte order mark and Windows line ends', async () => {
  expect(await answers('home-ja-user', (text) => `\uFEFF${text.replaceAll('\n', '\r\n')}`)).toEqual(usual)
})

test('Pro, English, as administrator: more can be told, and more is found', async () => {
  expect(await answers('pro-en-admin')).toEqual({
    'antivirus-scan': 'mend:never',
    autorun: 'mend:on',
    'backup-recent': 'unknown:backup-no-date',
    'built-in-administrator': 'mend:on',
    'firmware-password': 'mend:none',
    'not-administrator': 'mend:admin',
    'process-audit': 'mend:off',
    'recovery-key': 'unknown:key-not-seen',
    'remote-desktop': 'mend:on',
    'remote-tools': 'mend:found',
    'screen-lock': 'mend:late',
    'wifi-security': '-',
  })
})

test('Enterprise in a domain: policy decides', async () => {
  const told = await answers('enterprise-domain')
  expect(told).toMatchObject({
    'os-supported': 'mend:ended',
    'remote-desktop': 'mend:on',
    proxy: 'unknown:proxy-not-known',
  })
  for (const id of [
    'screen-lock',
    'rdp-sign-in',
    'not-administrator',
    'recovery-key',
    'updates-automatic',
    'clock',
    'name-servers',
  ])
    expect(told).not.toHaveProperty(id)
})

test("another maker's antivirus: it counts, and what it does not tell is not guessed", async () => {
  expect(await answers('third-party-antivirus')).toEqual({
    ...usual,
    'antivirus-scan': 'unknown:other-maker',
    'tamper-protection': 'unknown:other-maker',
  })
})

test("another maker's antivirus after its licence ended", async () => {
  expect(await answers('third-party-expired')).toMatchObject({
    'antivirus-on': 'mend:expired',
    'antivirus-fresh': 'unknown:antivirus-is-off',
    'antivirus-real-time': 'mend:off',
  })
})

test('missing cmdlets: only what they would tell is unknown', async () => {
  const missing = [
    'antivirus-on',
    'antivirus-fresh',
    'antivirus-real-time',
    'antivirus-scan',
    'tamper-protection',
    'firewall',
  ]
  const accounts = [
    'guest-account',
    'built-in-administrator',
    'unused-accounts',
    'network-type',
    'name-servers',
  ]
  expect(await answers('missing-cmdlets')).toEqual({
    ...usual,
    ...Object.fromEntries([...missing, ...accounts].map((id) => [id, 'unknown:part-missing'])),
  })
})

test('Constrained Language Mode: what it forbids is unknown', async () => {
  expect(await answers('constrained-language')).toEqual({
    ...usual,
    'disk-encryption': 'unknown:restricted',
    'updates-installed': 'unknown:restricted',
    'wifi-security': 'unknown:restricted',
    'network-type': 'unknown:restricted',
  })
})

test('a server without Security Center: Defender speaks for itself', async () => {
  const told = await answers('server-2022')
  expect(told).toMatchObject({ browsers: 'mend:ended', 'office-macros': '-', 'wifi-security': '-' })
  for (const id of ['antivirus-on', 'antivirus-real-time', 'firewall', 'os-supported'])
    expect(told).not.toHaveProperty(id)
})

test('the script fits into a command line and is plain ASCII', () => {
  expect(encodedScript.length).toBeLessThan(32_000)
  expect(windowsScript).toMatch(/^[\x20-\x7e\n]*$/)
})

test('no function bears the name of an alias, which PowerShell would run instead', () => {
  // One and two letters of Get-Alias in Windows PowerShell 5.1.
  const aliases =
    '% ? ac cd cp cat clc cli clp clv cnsn cpi cpp cvpa dbp del dir dnsn ebp echo epal epcsv epsn erase etsn exsn fc fhx fl foreach ft fw gal gbp gc gci gcim gcm gcms gcs gdr ghy gi gjb gl gm gmo gp gps gpv group gsn gsnp gsv gu gv gwmi h history icim icm iex ihy ii ilcim inmo ipal ipcsv ipmo ipsn irm ise iwmi iwr kill lp ls man md measure mi mount move mp mv nal ncim ndr ni nmo npssc nsn nv ogv oh popd ps pushd pwd r rbp rcim rcjb rcms rcsn rd rdr ren ri rjb rm rmdir rmo rni rnp rp rsn rsnp rujb rv rvpa rwmi sajb sal saps sasv sbp sc scb scim select set shcm si sl sleep sls sort sp spjb spps spsv start sujb sv swmi tee trcm type wget where wjb write'
  const own = [...windowsScript.matchAll(/^function (\w+)/gm)].map((m) => m[1]!.toLowerCase())
  expect(own.length).toBeGreaterThan(2)
  expect(own.filter((name) => aliases.split(' ').includes(name))).toEqual([])
})

test('the script only reads', () => {
  expect(windowsScript).not.toMatch(
    /\b(Set|Remove|Clear|Enable|Disable|Stop|Start|Restart|Rename|Out|Add|Register|Invoke)-[A-Z]/,
  )
  for (const created of windowsScript.matchAll(/New-Object ([^)]+)\)/g))
    expect(created[1]).toMatch(/^-ComObject (Microsoft\.Update\.(Session|AutoUpdate)|Shell\.Application)$/)
})

test('every block that a check reads is in the script', () => {
  const blocks = new Set([...windowsScript.matchAll(/^B (\w+) /gm)].map((m) => m[1]!))
  const read = Object.keys((JSON.parse(output('home-ja-user')) as { blocks: object }).blocks)
  expect([...blocks].sort()).toEqual(read.sort())
})
