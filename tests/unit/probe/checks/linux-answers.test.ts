import { expect, test } from 'vitest'
import { checksOf } from '../../../../main/probe/checks/registry.ts'
import { disks, health } from '../../../fakes/checks/good-linux.ts'
import { type LinuxRow, linuxWorld } from '../../../fakes/checks/linux-world.ts'
import { expectSentences } from '../../../fakes/checks/sentences.ts'
import { ask, type Files, type Tools } from '../../../fakes/checks/world.ts'

const release = (text: string): Files => ({ '/etc/os-release': text })
const inst = 'Listing...\nlibssl3/stable-security 3.0.14 amd64 [upgradable from: 3.0.11]\n'
const listed = (days: number): Files => ({ '/var/lib/apt/periodic/update-success-stamp': { text: '', days } })
const status = (days: number): Files => ({ '/var/lib/dpkg/status': { text: '', days } })
const gnome = (key: string, value: string): Tools => ({ [`gsettings get ${key}`]: value })
const noSystemd: Tools = {
  'systemctl is-active --quiet firewalld.service': { code: 1, stderr: 'not booted with systemd' },
}
const noApt: Tools = {
  apt: { code: null, problem: 'not-found' },
  'apt-config dump': { code: null, problem: 'not-found' },
}
const advisories = 'FEDORA-2026-1a2b3c4d Important/Sec. openssl-3.2.4-1.fc42.x86_64\n'
const rpm = (days: number): Files => ({
  '/usr/lib/sysimage/rpm/rpmdb.sqlite': { text: '', days },
  '/var/cache/dnf/updates.solv': { text: '', days: 1 },
})
const dnfTimer = (text: string): Files => ({
  '/usr/bin/dnf': '',
  '/etc/systemd/system/timers.target.wants/dnf-automatic.timer': '',
  '/etc/dnf/automatic.conf': text,
})

const rows: LinuxRow[] = [
  [
    'firewall',
    'mend:off',
    { '/etc/ufw/ufw.conf': '' },
    { ...noSystemd, 'nft -j list ruleset': '{"nftables":[]}' },
  ],
  ['firewall', 'unknown:tool-failed', { '/etc/ufw/ufw.conf': '' }, noSystemd],
  ['updates-installed', 'mend:late', rpm(20), { ...noApt, dnf: advisories }],
  ['updates-installed', 'good', rpm(20), { ...noApt, dnf: '' }],
  ['updates-installed', 'unknown:tool-failed', rpm(20), { ...noApt, dnf: { code: 1 } }],
  ['updates-automatic', 'good', dnfTimer('[commands]\napply_updates = yes\n'), noApt],
  ['updates-automatic', 'mend:off', dnfTimer('[commands]\napply_updates = no\n'), noApt],
  ['os-supported', 'mend:ended', release('ID=debian\nVERSION_ID="11"\nPRETTY_NAME="Debian GNU/Linux 11"\n')],
  ['os-supported', 'mend:ended', release('ID=fedora\nVERSION_ID=42\nSUPPORT_END=2026-05-13\n')],
  ['os-supported', 'unknown:os-unknown', release('ID=nobara\nVERSION_ID=9\n')],
  ['updates-automatic', 'mend:off', {}, { 'apt-config dump': 'APT::Periodic::Unattended-Upgrade "0";\n' }],
  [
    'updates-automatic',
    'mend:off',
    { '/usr/bin/dnf': '' },
    { 'apt-config dump': { code: null, problem: 'not-found' } },
  ],
  [
    'updates-automatic',
    'unknown:os-unknown',
    {},
    { 'apt-config dump': { code: null, problem: 'not-found' } },
  ],
  ['updates-automatic', 'unknown:tool-failed', {}, { 'apt-config dump': { code: 100, stderr: 'E: broken' } }],
  ['updates-installed', 'mend:late', status(20), { apt: inst }],
  ['updates-installed', 'good', status(3), { apt: inst }],
  [
    'updates-installed',
    'mend:late',
    status(3),
    { apt: inst },
    {},
    { waitingSince: '2026-11-01T00:00:00.000Z' },
  ],
  ['updates-installed', 'mend:notLooked', listed(30)],
  ['updates-installed', 'unknown:tool-failed', {}, { apt: { code: 100 } }],
  [
    'restart-pending',
    'mend:late',
    { '/run/reboot-required': { text: '*** System restart required ***', days: 9 } },
  ],
  ['restart-pending', 'good', { '/run/reboot-required': { text: '', days: 2 } }],
  [
    'restart-pending',
    'mend:late',
    {
      '/boot/vmlinuz-6.1.0-1-amd64': { text: '', days: 90 },
      '/boot/vmlinuz-6.1.0-2-amd64': { text: '', days: 10 },
    },
  ],
  [
    'firewall',
    'mend:off',
    { '/etc/ufw/ufw.conf': 'ENABLED=no\n' },
    { 'nft -j list ruleset': '{"nftables":[{"metainfo":{"json_schema_version":1}}]}' },
  ],
  ['firewall', 'mend:off', { '/etc/ufw/ufw.conf': 'ENABLED=no\n' }],
  [
    'firewall',
    'good',
    { '/etc/ufw/ufw.conf': 'ENABLED=no\n' },
    {
      'nft -j list ruleset':
        '{"nftables":[{"chain":{"family":"inet","table":"filter","name":"input","hook":"input","policy":"drop"}}]}',
    },
  ],
  [
    'firewall',
    'good',
    { '/etc/ufw/ufw.conf': 'ENABLED=no\n' },
    { 'systemctl is-active --quiet firewalld.service': '' },
  ],
  [
    'firewall',
    'unknown:needs-admin',
    { '/etc/ufw/ufw.conf': 'ENABLED=no\n' },
    { 'nft -j list ruleset': { code: 1, stderr: 'Operation not permitted (you must be root)' } },
  ],
  [
    'firewall',
    'unknown:tool-failed',
    { '/etc/ufw/ufw.conf': 'ENABLED=no\n' },
    { 'nft -j list ruleset': '{' },
  ],
  ['backup-recent', 'mend:old', {}, gnome('org.gnome.DejaDup last-backup', "'2026-10-01T03:00:00Z'\n")],
  ['backup-recent', 'mend:none', {}, gnome('org.gnome.DejaDup last-backup', "''\n")],
  [
    'backup-recent',
    'unknown:tool-failed',
    {},
    { 'gsettings get org.gnome.DejaDup last-backup': { code: null, problem: 'timeout' } },
  ],
  [
    'backup-apart',
    'mend:same',
    { '/timeshift/snapshots/2026-11-20_10-00-01': null },
    gnome('org.gnome.DejaDup last-backup', "''\n"),
  ],
  ['backup-apart', 'mend:same', {}, gnome('org.gnome.DejaDup backend', "'local'\n")],
  ['backup-apart', 'unknown:backup-place-unknown', {}, gnome('org.gnome.DejaDup backend', "'auto'\n")],
  ['disk-encryption', 'mend:off', {}, disks('part')],
  ['disk-encryption', 'unknown:disk-unknown', {}, { lsblk: '{"blockdevices":[]}' }],
  ['disk-encryption', 'unknown:tool-failed', {}, { lsblk: 'lsblk: cannot' }],
  [
    'secure-boot',
    'mend:off',
    {
      '/sys/firmware/efi/efivars/SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c': Buffer.from([
        6, 0, 0, 0, 0,
      ]),
    },
  ],
  ['disk-health', 'mend:failing', {}, health(true)],
  ['disk-health', 'unknown:disk-silent', {}, { busctl: '{"type":"a{oa{sa{sv}}}","data":[{}]}' }],
]

test.each(rows)('%s: %s', async (id, expected, files, tools, rest, previous) => {
  expect(await ask('linux', id, linuxWorld(files, tools, rest), previous ?? null)).toBe(expected)
})

test('every sentence is there', () => expectSentences(rows.map(([id, answer]) => [id, answer] as const)))

test('a Linux in good order', async () => {
  const answers = await Promise.all(
    checksOf('linux').map(async ({ id }) => [id, await ask('linux', id, linuxWorld())]),
  )
  const notGood = Object.fromEntries(answers.filter(([, answer]) => answer !== 'good'))
  expect(notGood).toEqual({
    smb1: '-',
    'wifi-security': '-',
    'ssh-key-passphrase': '-',
    'ssh-key-strength': '-',
  })
})
