import { expect, test } from 'vitest'
import { checksOf } from '../../../../main/probe/checks/registry.ts'
import type { AppFacts } from '../../../../main/probe/checks/world.ts'
import { goodMac, goodMacFiles, plist, wifiJson } from '../../../fakes/checks/good-mac.ts'
import { expectSentences } from '../../../fakes/checks/sentences.ts'
import { ask, daysAgo, type Files, madeUpWorld, notFound, type Tools } from '../../../fakes/checks/world.ts'

type Row = [id: string, answer: string, tools: Tools, files?: Files, previous?: Record<string, string>]
const settings = (domain: string, values: Parameters<typeof plist>[0]): Tools => ({
  [`defaults export ${domain} -`]: plist(values),
})
const update = '/Library/Preferences/com.apple.SoftwareUpdate'
const window = '/Library/Preferences/com.apple.loginwindow'
const services = (text: string): Tools => ({
  'launchctl print-disabled system': `disabled services = {\n${text}\n}\n`,
})
const looked = { LastSuccessfulDate: { date: '2026-11-22T10:00:00Z' } }
const waiting = { ...looked, RecommendedUpdates: [{ 'Display Name': 'macOS 26.1.2' }] }
const browser = '/Applications/Google Chrome.app/Contents/MacOS'

/** A Mac of a company: what its profile forces lies beside the user's own settings and wins. */
const forced = (domain: string, values: Parameters<typeof plist>[0]): [Tools, Files] => [
  settings(`/Library/Managed Preferences/${domain}`, values),
  { [`/Library/Managed Preferences/${domain}.plist`]: '' },
]
const managed: Row[] = [
  ['updates-automatic', 'mend:off', ...forced('com.apple.SoftwareUpdate', { CriticalUpdateInstall: false })],
  ['updates-automatic', 'good', ...forced('com.apple.SoftwareUpdate', { AutomaticDownload: true })],
  ['guest-account', 'mend:on', ...forced('com.apple.loginwindow', { GuestEnabled: true })],
  ['automatic-login', 'mend:on', ...forced('com.apple.loginwindow', { autoLoginUser: 'hanako' })],
]

const rows: Row[] = [
  ['os-supported', 'mend:endedMac', { sw_vers: '14.8.1\n' }],
  ['os-supported', 'unknown:os-unknown', { sw_vers: 'macOS Tahoe' }],
  ['updates-automatic', 'mend:off', settings(update, { ...looked, CriticalUpdateInstall: false })],
  ['updates-automatic', 'mend:off', settings(update, { ...looked, AutomaticDownload: 0 })],
  ['updates-installed', 'good', settings(update, waiting)],
  [
    'updates-installed',
    'mend:late',
    settings(update, waiting),
    {},
    { waitingSince: '2026-11-01T00:00:00.000Z' },
  ],
  [
    'updates-installed',
    'mend:notLooked',
    settings(update, { LastSuccessfulDate: { date: '2026-10-01T10:00:00Z' } }),
  ],
  ['updates-installed', 'unknown:never-looked', settings(update, {})],
  ['gatekeeper', 'mend:off', { 'spctl --status': { code: 1, stdout: 'assessments disabled\n' } }],
  ['firewall', 'mend:off', { socketfilterfw: 'Firewall is disabled. (State = 0) \n' }],
  ['firewall', 'unknown:tool-failed', { socketfilterfw: 'Firewall settings cannot be read' }],
  ['backup-recent', 'mend:none', { 'tmutil destinationinfo -X': plist({}) }],
  [
    'backup-recent',
    'mend:old',
    settings('/Library/Preferences/com.apple.TimeMachine', {
      Destinations: [{ SnapshotDates: [{ date: '2026-10-30T01:00:00Z' }] }],
    }),
  ],
  ['backup-recent', 'unknown:no-permission', settings('/Library/Preferences/com.apple.TimeMachine', {})],
  ['backup-apart', 'mend:none', { 'tmutil destinationinfo -X': plist({}) }],
  ['disk-encryption', 'mend:off', { 'fdesetup isactive': { code: 1, stdout: 'false\n' } }],
  ['disk-encryption', 'unknown:tool-failed', { 'fdesetup isactive': 'maybe' }],
  [
    'recovery-key',
    'unknown:tool-failed',
    { 'fdesetup haspersonalrecoverykey': { code: 1, stderr: 'must run as root' } },
  ],
  [
    'recovery-key',
    'good',
    { 'fdesetup haspersonalrecoverykey': 'false\n', 'fdesetup hasinstitutionalrecoverykey': 'true\n' },
  ],
  ['recovery-key', 'unknown:key-not-seen', { 'fdesetup haspersonalrecoverykey': 'true\n' }],
  ['recovery-key', 'mend:none', { 'fdesetup haspersonalrecoverykey': 'false\n' }],
  [
    'recovery-key',
    '-',
    { 'fdesetup isactive': { code: 1, stdout: 'false\n' }, 'fdesetup haspersonalrecoverykey': 'false\n' },
  ],
  ['disk-health', 'mend:failing', { 'diskutil info -plist disk0': plist({ SMARTStatus: 'Failing' }) }],
  [
    'disk-health',
    'unknown:disk-silent',
    { 'diskutil info -plist disk0': plist({ SMARTStatus: 'Not Supported' }) },
  ],
  [
    'screen-lock',
    'mend:late',
    {
      'pmset -g': ' displaysleep         30\n',
      ...settings('x', {}),
      'defaults -currentHost export com.apple.screensaver -': plist({}),
    },
  ],
  [
    'screen-lock',
    'mend:never',
    {
      'pmset -g': ' displaysleep         0\n',
      'defaults -currentHost export com.apple.screensaver -': plist({ idleTime: 0 }),
    },
  ],
  [
    'wake-password',
    'mend:off',
    { sysadminctl: { stderr: '2026-11-23 sysadminctl[1:2] screenLock is off\n' } },
  ],
  [
    'wake-password',
    'good',
    { sysadminctl: { stderr: '2026-11-23 sysadminctl[1:2] screenLock delay is 300 seconds\n' } },
  ],
  ['wake-password', 'unknown:tool-failed', { sysadminctl: { stderr: '?' } }],
  ['automatic-login', 'mend:on', settings(window, { autoLoginUser: 'hanako' })],
  ['not-administrator', 'mend:admin', { 'id -G': '20 12 61 79 80 81\n' }],
  ['guest-account', 'mend:on', settings(window, { GuestEnabled: 1 })],
  ['remote-tools', 'mend:found', {}, { '/Applications/TeamViewer.app/Contents/Info.plist': '' }],
  ['remote-desktop', 'mend:on', services('\t"com.apple.screensharing" => enabled')],
  ['remote-desktop', 'mend:on', services('\t"com.apple.screensharing" => false')],
  ['remote-login', 'mend:on', services('\t"com.openssh.sshd" => enabled')],
  ['remote-login', 'good', services('\t"com.openssh.sshd" => true')],
  ['file-sharing', 'mend:public', services('\t"com.apple.smbd" => enabled')],
  ['wifi-security', 'mend:open', { system_profiler: wifiJson('cafe', 'spairport_security_mode_none') }],
  ['wifi-security', 'mend:weak', { system_profiler: wifiJson('old', 'spairport_security_mode_wep') }],
  [
    'wifi-security',
    'unknown:wifi-unknown',
    { system_profiler: wifiJson('x', 'spairport_security_mode_new') },
  ],
  ['wifi-security', '-', { system_profiler: wifiJson(null, '') }],
  ['name-servers', 'unknown:servers-not-known', {}, { '/etc/resolv.conf': 'nameserver 203.0.113.7\n' }],
  ['name-servers', 'mend:changed', {}, { '/etc/resolv.conf': 'nameserver 203.0.113.7\n' }, { first: '' }],
  ['name-servers', 'unknown:no-servers', {}, { '/etc/resolv.conf': '# nothing\n' }],
  [
    'proxy',
    'unknown:proxy-not-known',
    {
      'scutil --proxy':
        '<dictionary> {\n  HTTPSEnable : 1\n  HTTPSPort : 8080\n  HTTPSProxy : proxy.example\n}\n',
    },
  ],
  [
    'proxy',
    'mend:changed',
    {
      'scutil --proxy':
        '<dictionary> {\n  ProxyAutoConfigEnable : 1\n  ProxyAutoConfigURLString : http://x.example/p.pac\n}\n',
    },
    {},
    { first: '' },
  ],
  ['browsers', 'mend:old', {}, { [browser]: null, [`${browser}/chrome`]: { text: '', days: 70 } }],
  [
    'apps-updated',
    'mend:weak',
    settings('/Applications/TeamViewer.app/Contents/Info', { CFBundleShortVersionString: '15.70' }),
    { '/Applications/TeamViewer.app/Contents/Info.plist': '' },
  ],
  ['password-manager', 'mend:none', {}, { '/System/Applications/Passwords.app': 'removed' }],
  ['secure-boot', 'mend:off', { nvram: '94b73556-2197-4702-82a8-3e1337dafbfb:AppleSecureBootPolicy\t%00\n' }],
  ['secure-boot', 'unknown:tool-failed', { nvram: 'AppleSecureBootPolicy\t%07\n' }],
  // Apple silicon has no such variable.
  [
    'secure-boot',
    'unknown:needs-admin',
    { nvram: { code: 1, stderr: 'nvram: Error getting variable - (iokit/common) data was not found\n' } },
  ],
  [
    'unused-accounts',
    'unknown:needs-admin',
    { 'dscl . -list /Users UniqueID': 'hanako    1000\ntaro      501\n' },
  ],
  ['unused-accounts', 'unknown:tool-failed', { 'dscl . -list /Users UniqueID': '?' }],
  ...managed,
  ['clock', 'mend:off', settings('/var/db/timed/com.apple.timed', { TMAutomaticTimeOnlyEnabled: 0 })],
  ['clock', 'unknown:no-permission', settings('/var/db/timed/com.apple.timed', {})],
  ['app-version', 'unknown:no-release-known', {}],
]

const app: AppFacts = { version: '0.1.0', latest: null, autostart: true, sources: null }
const worldOf = (tools: Tools, files: Files = {}) =>
  madeUpWorld('darwin', { tools: { ...goodMac, ...tools }, files: { ...goodMacFiles, ...files }, app })

test.each(rows)('%s: %s', async (id, expected, tools, files, previous) => {
  // The row on a missing Passwords app, and the one on an old browser, need the file to be gone or aged for real.
  const base =
    id === 'password-manager'
      ? madeUpWorld('darwin', { tools: { ...goodMac, ...tools }, files: {} })
      : worldOf(tools, files)
  const world =
    id === 'browsers' ? { ...base, look: () => ({ modified: daysAgo(70), directory: true, size: 0 }) } : base
  expect(await ask('darwin', id, world, previous ?? null)).toBe(expected)
})

test('a Mac in good order', async () => {
  const answers = await Promise.all(
    checksOf('darwin').map(async ({ id }) => [id, await ask('darwin', id, worldOf({}))]),
  )
  const notGood = Object.fromEntries(answers.filter(([, answer]) => answer !== 'good'))
  expect(notGood).toEqual({
    'app-watchers': 'unknown:app-not-running',
    'app-version': 'unknown:no-release-known',
    'recovery-key': 'unknown:tool-failed',
    'ssh-key-passphrase': '-',
    'ssh-key-strength': '-',
  })
})

test('a Mac without any of the programs could not tell', async () => {
  const world = madeUpWorld('darwin', { tools: { defaults: notFound } })
  for (const id of [
    'os-supported',
    'firewall',
    'disk-encryption',
    'gatekeeper',
    'proxy',
    'remote-login',
    'clock',
  ])
    expect(await ask('darwin', id, world)).toBe('unknown:tool-missing')
})

test('every sentence is there', () => expectSentences(rows.map(([id, answer]) => [id, answer] as const)))
