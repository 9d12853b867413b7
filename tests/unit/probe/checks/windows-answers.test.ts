import { expect, test } from 'vitest'
import { goodWindows as w } from '../../../fakes/checks/good-windows.ts'
import { expectSentences } from '../../../fakes/checks/sentences.ts'
import { ask, daysAgo, type Files, madeUpWorld, windowsTools } from '../../../fakes/checks/world.ts'

type Row = [id: string, answer: string, change: Record<string, unknown>, previous?: Record<string, string>]
const defender = (change: object) => ({ defender: { ...w.defender, ...change } })
const lock = (change: object) => ({ lock: { ...w.lock, ...change } })
const program = (name: string, version: string) => ({ programs: [...w.programs, { name, version }] })
/** 0x60000: registered and off; 0x63000: expired; 0x61110: on, out of date. */
const product = (name: string, state: number) => ({ antivirus: [{ name, state }] })
const other = product('ウイルスバスター クラウド', 0x41000)
const account = (sid: number, last: number | null) => ({
  accounts: [...w.accounts.slice(2), { name: 'yamada', sid: `S-1-5-21-1-2-3-${sid}`, enabled: true, last }],
})
const strange = '203.0.113.53'

const rows: Row[] = [
  ['os-supported', 'mend:ended', { os: { ...w.os, build: 19045, edition: 'Core' } }],
  ['os-supported', 'good', { os: { ...w.os, build: 26100, edition: 'Enterprise' } }],
  ['os-supported', 'mend:ended', { os: { ...w.os, build: 26100, edition: 'Core' } }],
  ['os-supported', 'unknown:os-unknown', { os: { ...w.os, build: 99999 } }],
  ['updates-automatic', 'mend:off', { updates: { ...w.updates, noAutoUpdate: 1 } }],
  ['updates-automatic', 'mend:off', { updates: { ...w.updates, service: 'Disabled' } }],
  ['updates-automatic', 'mend:asks', { updates: { ...w.updates, auOptions: 2 } }],
  ['updates-automatic', 'mend:paused', { updates: { ...w.updates, pausedUntil: '2026-12-20T03:00:00Z' } }],
  ['updates-automatic', 'good', { updates: { ...w.updates, pausedUntil: '2026-10-20T03:00:00Z' } }],
  [
    'updates-installed',
    'mend:late',
    { pending: { ...w.pending, updates: [{ severity: 'Critical', at: daysAgo(15), optional: false }] } },
  ],
  [
    'updates-installed',
    'good',
    {
      pending: {
        ...w.pending,
        updates: [
          { severity: 'Critical', at: daysAgo(14), optional: false },
          { severity: '', at: daysAgo(200), optional: true },
        ],
      },
    },
  ],
  ['updates-installed', 'mend:notLooked', { pending: { ...w.pending, searchedAt: daysAgo(40) } }],
  ['restart-pending', 'good', { restart: { pending: true, boot: daysAgo(30) } }],
  [
    'restart-pending',
    'mend:late',
    { restart: { pending: true, boot: daysAgo(30) } },
    { pendingSince: new Date(daysAgo(9)).toISOString() },
  ],
  ['antivirus-on', 'mend:off', product('Windows Defender', 0x60000)],
  ['antivirus-on', 'mend:expired', product('マカフィー', 0x63000)],
  ['antivirus-on', 'mend:none', { antivirus: [] }],
  ['antivirus-on', 'good', other],
  ['antivirus-real-time', 'mend:off', defender({ realTime: false })],
  ['antivirus-real-time', 'good', { ...other, ...defender({ realTime: false, mode: 'Passive Mode' }) }],
  ['antivirus-fresh', 'mend:old', product('Windows Defender', 0x61110)],
  ['antivirus-fresh', 'unknown:antivirus-is-off', product('Windows Defender', 0x60000)],
  ['antivirus-scan', 'mend:old', defender({ fullScan: daysAgo(31) })],
  ['antivirus-scan', 'mend:never', defender({ fullScan: null })],
  ['antivirus-scan', 'unknown:other-maker', other],
  ['tamper-protection', 'mend:off', defender({ tamper: false })],
  ['tamper-protection', 'unknown:other-maker', other],
  [
    'firewall',
    'mend:off',
    { firewall: w.firewall.map((p) => (p.name === 'Public' ? { ...p, enabled: 0 } : p)) },
  ],
  ['firewall', 'mend:off', { firewall: w.firewall.map((p) => ({ ...p, inbound: 2 })) }],
  [
    'firewall',
    'good',
    {
      firewall: w.firewall.map((p) => ({ ...p, enabled: 0 })),
      firewallProducts: [{ name: 'ESET', state: 0x41000 }],
    },
  ],
  [
    'backup-recent',
    'mend:old',
    { backup: { ...w.backup, fileHistory: (daysAgo(20) + 11_644_473_600_000) * 10_000 } },
  ],
  ['backup-recent', 'mend:none', { backup: { ...w.backup, fileHistory: null } }],
  [
    'backup-recent',
    'unknown:backup-no-date',
    { backup: { ...w.backup, fileHistory: null }, ...program('Acronis Cyber Protect', '25') },
  ],
  ['backup-apart', 'mend:none', { backup: { ...w.backup, fileHistory: null } }],
  [
    'backup-apart',
    'good',
    {
      backup: {
        ...w.backup,
        fileHistory: null,
        oneDrive: ['C:\\Users\\hanako\\OneDrive'],
        documents: 'C:\\Users\\hanako\\OneDrive\\ドキュメント',
      },
    },
  ],
  [
    'backup-apart',
    'unknown:backup-place-unknown',
    { backup: { ...w.backup, fileHistory: null, wbAt: daysAgo(1) } },
  ],
  ['disk-encryption', 'mend:off', { bitlocker: { state: 2 } }],
  ['disk-encryption', 'mend:suspended', { bitlocker: { state: 5 } }],
  ['disk-encryption', 'unknown:encrypting', { bitlocker: { state: 3 } }],
  ['recovery-key', 'mend:none', { recoveryKey: { backedUpAt: null, protectors: [1] } }],
  ['recovery-key', 'unknown:key-not-seen', { recoveryKey: { backedUpAt: null, protectors: [1, 3] } }],
  ['recovery-key', '-', { recoveryKey: { backedUpAt: null, protectors: [] } }],
  ['secure-boot', 'mend:off', { secureBoot: { enabled: 0 } }],
  ['secure-boot', '-', { secureBoot: { enabled: null } }],
  ['screen-lock', 'mend:never', lock({ active: '0', sleep: 0 })],
  ['screen-lock', 'mend:late', lock({ timeout: '3600' })],
  ['screen-lock', 'good', lock({ active: '0', inactivity: 900 })],
  [
    'screen-lock',
    'good',
    lock({ timeout: '3600', policyActive: '1', policySecure: '1', policyTimeout: '300' }),
  ],
  ['wake-password', 'mend:off', lock({ wake: 0 })],
  ['wake-password', 'mend:off', lock({ delay: 0xffffffff })],
  ['automatic-login', 'mend:on', { autologon: { on: '1' } }],
  ['automatic-login', 'good', { autologon: { on: null } }],
  ['not-administrator', 'mend:admin', { groups: { sids: [...w.groups.sids, 'S-1-5-32-544'], exit: 0 } }],
  ['not-administrator', 'unknown:tool-failed', { groups: { sids: [], exit: 1 } }],
  ['guest-account', 'mend:on', account(501, null)],
  ['built-in-administrator', 'mend:on', account(500, daysAgo(1))],
  ['unused-accounts', 'mend:unused', account(1002, daysAgo(91))],
  ['unused-accounts', 'mend:unused', account(1002, null)],
  ['unused-accounts', 'good', account(1002, daysAgo(90))],
  ['remote-tools', 'mend:found', program('AnyDesk', 'ad 9.0.4')],
  ['remote-desktop', 'mend:on', { rdp: { ...w.rdp, deny: 0 } }],
  ['remote-desktop', 'good', { rdp: { ...w.rdp, deny: 0, policyDeny: 1 } }],
  [
    'remote-desktop',
    'mend:on',
    { services: [...w.services, { name: 'tvnserver', running: true, mode: 'Auto' }] },
  ],
  ['rdp-sign-in', 'mend:off', { rdp: { ...w.rdp, deny: 0, nla: 0 } }],
  ['rdp-sign-in', 'good', { rdp: { ...w.rdp, nla: 0 } }],
  ['remote-login', 'mend:on', { services: [{ name: 'sshd', running: true, mode: 'Auto' }] }],
  ['file-sharing', 'mend:public', { sharing: { rules: 3 } }],
  ['smb1', 'mend:on', { smb1: { state: [1], server: null } }],
  ['smb1', 'good', { smb1: { state: [1], server: 0 } }],
  ['wifi-security', 'mend:open', { wifi: [{ name: 'cafe', auth: 2, encryption: 0 }] }],
  ['wifi-security', 'mend:weak', { wifi: [{ name: 'old', auth: 3, encryption: 1 }] }],
  ['wifi-security', 'unknown:wifi-unknown', { wifi: [{ name: 'x', auth: 1, encryption: 0 }] }],
  ['wifi-security', '-', { wifi: [] }],
  ['network-type', 'mend:private', { wifi: [{ name: 'cafe', auth: 2, encryption: 0 }] }],
  [
    'network-type',
    'good',
    { networks: [{ name: 'Wi-Fi', category: 0 }], wifi: [{ name: 'cafe', auth: 2, encryption: 0 }] },
  ],
  ['network-type', 'good', { networks: [{ name: 'Ethernet', category: 2 }], wifi: [] }],
  ['name-servers', 'unknown:servers-not-known', { dns: [strange] }],
  ['name-servers', 'unknown:servers-not-known', { dns: [strange] }, { first: strange }],
  ['name-servers', 'mend:changed', { dns: [strange] }, { first: '' }],
  ['name-servers', 'good', { dns: ['8.8.8.8', '10.0.0.1'] }],
  ['proxy', 'unknown:proxy-not-known', { proxy: { on: 1, server: 'proxy.example:8080', script: null } }],
  ['proxy', 'mend:changed', { proxy: { on: 1, server: '127.0.0.1:8888', script: null } }, { first: '' }],
  ['autorun', 'mend:on', { autorun: { machine: null, user: null, disabled: null } }],
  ['autorun', 'good', { autorun: { machine: 255, user: null, disabled: null } }],
  [
    'office-macros',
    'mend:all',
    { office: { ...w.office, apps: [{ app: 'Excel', block: null, warnings: 1 }] } },
  ],
  [
    'office-macros',
    'mend:internet',
    { office: { ...w.office, apps: [{ app: 'Excel', block: 0, warnings: null }] } },
  ],
  ['office-macros', 'mend:internet', { office: { ...w.office, version: '16.0.14326.20454' } }],
  ['office-macros', '-', { office: { ...w.office, version: null } }],
  ['browsers', 'mend:old', { browsers: [{ id: 'chrome', at: daysAgo(61) }] }],
  ['browsers', 'mend:ended', { browsers: [{ id: 'iexplore', at: daysAgo(900) }] }],
  ['browsers', 'unknown:no-dates', { browsers: [{ id: 'chrome', at: null }] }],
  ['apps-updated', 'mend:weak', program('WinRAR 6.02 (64-bit)', '6.02.0')],
  ['apps-updated', 'mend:weak', program('TeamViewer', '15.57.5')],
  // An older line that its maker mended too.
  ['apps-updated', 'good', program('TeamViewer 14', '14.7.48868')],
  ['apps-updated', 'mend:weak', program('TeamViewer 14', '14.7.48800')],
  ['apps-updated', 'good', program('Adobe Acrobat 2024 (64-bit)', '24.001.30365')],
  ['apps-updated', 'mend:weak', program('Java 8 Update 503 (64-bit)', '8.0.5030.12')],
  ['password-manager', 'mend:none', { programs: [] }],
  ['disk-health', 'mend:failing', { disks: [{ name: 'WDC', health: 2 }] }],
  ['disk-health', 'unknown:disk-silent', { disks: [{ name: 'RAID', health: 5 }] }],
  ['firmware-password', 'mend:none', { firmware: { admin: 0 } }],
  ['firmware-password', 'unknown:firmware-silent', { firmware: { admin: 3 } }],
  ['firmware-password', 'unknown:firmware-silent', { firmware: { admin: null } }],
  ['clock', 'mend:off', { time: { type: 'NoSync' } }],
  ['clock', 'mend:off', { services: [{ name: 'W32Time', running: false, mode: 'Disabled' }] }],
  ['clock', 'good', { time: { type: 'NT5DS' } }],
  ['event-log', 'mend:small', { eventLog: [{ name: 'Security', max: 1_052_672, on: true }] }],
  ['process-audit', 'mend:off', { processAudit: { at: null } }],
  [
    'process-audit',
    'good',
    { processAudit: { at: null }, services: [{ name: 'Sysmon64', running: true, mode: 'Auto' }] },
  ],
]

const none: Files = {}
test.each(rows)('%s: %s', async (id, expected, change, previous) => {
  const world = madeUpWorld('win32', { tools: windowsTools({ ...w, ...change }), files: none })
  expect(await ask('win32', id, world, previous ?? null)).toBe(expected)
})

test('every block of the run has a good answer', async () => {
  const world = madeUpWorld('win32', { tools: windowsTools(w) })
  for (const id of new Set(rows.map(([id]) => id)))
    expect([id, await ask('win32', id, world)]).toEqual([id, 'good'])
})

test('every sentence is there', () => expectSentences(rows.map(([id, answer]) => [id, answer] as const)))
