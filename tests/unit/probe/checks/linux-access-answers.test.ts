import { expect, test } from 'vitest'
import type { AppFacts } from '../../../../main/probe/checks/world.ts'
import { tcp } from '../../../fakes/checks/good-linux.ts'
import { goodApp, type LinuxRow, linuxWorld, watching } from '../../../fakes/checks/linux-world.ts'
import { expectSentences } from '../../../fakes/checks/sentences.ts'
import { ask, type Files, type MadeUp, madeUpWorld, type Tools } from '../../../fakes/checks/world.ts'

const app = (change: Partial<AppFacts>): Partial<MadeUp> => ({ app: { ...goodApp, ...change } })
const conf = (text: string): Files => ({
  '/etc/ssh/sshd_config': text,
  '/proc/net/tcp': tcp('00000000:0016'),
})
const gnome = (key: string, value: string): Tools => ({ [`gsettings get ${key}`]: value })
const samba = (text: string): Files => ({
  '/etc/samba/smb.conf': text,
  '/proc/net/tcp': tcp('00000000:01BD'),
})
const wifiCard: Files = { '/sys/class/net/wlan0/wireless': null }
const key = 'openssh-key-v1\0'
const rsa1024 = Buffer.concat([
  Buffer.from(key),
  ...['none', 'none', ''].map((s) => Buffer.concat([Buffer.from([0, 0, 0, s.length]), Buffer.from(s)])),
  Buffer.from([0, 0, 0, 1]),
  Buffer.from([0, 0, 0, 151, 0, 0, 0, 7]),
  Buffer.from('ssh-rsa'),
  Buffer.from([0, 0, 0, 3, 1, 0, 1, 0, 0, 0, 129, 0]),
  Buffer.alloc(128, 0x80),
])
const keyFile = (body: Buffer) =>
  `-----BEGIN OPENSSH PRIVATE KEY-----\n${body.toString('base64')}\n-----END OPENSSH PRIVATE KEY-----\n`
const sshKey = (text: string): Files => ({ '/home/hanako/.ssh/id_rsa': text })

const adminPassword = '/sys/class/firmware-attributes/thinklmi/authentication/Admin/is_enabled'

const rows: LinuxRow[] = [
  ['screen-lock', 'mend:never', {}, gnome('org.gnome.desktop.session idle-delay', 'uint32 0\n')],
  ['screen-lock', 'mend:late', {}, gnome('org.gnome.desktop.session idle-delay', 'uint32 1800\n')],
  ['screen-lock', 'unknown:desktop-unknown', {}, {}, { env: { XDG_CURRENT_DESKTOP: 'XFCE' } }],
  [
    'screen-lock',
    'good',
    { '/home/hanako/.config/kscreenlockerrc': '[Daemon]\nTimeout=10\n' },
    {},
    { env: { XDG_CURRENT_DESKTOP: 'KDE' } },
  ],
  [
    'screen-lock',
    'mend:never',
    { '/home/hanako/.config/kscreenlockerrc': '[Daemon]\nAutolock=false\n' },
    {},
    { env: { XDG_CURRENT_DESKTOP: 'KDE' } },
  ],
  ['wake-password', 'mend:off', {}, gnome('org.gnome.desktop.screensaver lock-enabled', 'false\n')],
  [
    'automatic-login',
    'mend:on',
    { '/etc/gdm3/daemon.conf': '[daemon]\nAutomaticLoginEnable = true\nAutomaticLogin = hanako\n' },
  ],
  [
    'automatic-login',
    'mend:on',
    { '/etc/sddm.conf.d/autologin.conf': '[Autologin]\nUser=hanako\nSession=plasma\n' },
  ],
  ['automatic-login', 'mend:on', { '/etc/lightdm/lightdm.conf': '[Seat:*]\nautologin-user=hanako\n' }],
  ['automatic-login', 'good', { '/etc/lightdm/lightdm.conf': '[Seat:*]\n#autologin-user=hanako\n' }],
  ['not-administrator', 'mend:admin', {}, {}, { uid: 0 }],
  [
    'unused-accounts',
    'mend:unused',
    {
      '/etc/passwd':
        'hanako:x:1000:1000::/home/hanako:/bin/bash\nyamada:x:1001:1001::/home/yamada:/bin/bash\n',
      '/var/log/lastlog': Buffer.alloc(292 * 1002),
    },
  ],
  ['remote-tools', 'mend:found', { '/usr/share/applications/anydesk.desktop': '' }],
  ['remote-desktop', 'mend:on', { '/proc/net/tcp': tcp('00000000:170C') }],
  ['remote-desktop', 'good', { '/proc/net/tcp': tcp('0100007F:170C') }],
  ['remote-login', 'mend:password', conf('#PasswordAuthentication yes\n')],
  ['remote-login', 'mend:root', conf('PermitRootLogin yes\n')],
  ['remote-login', 'good', conf('PasswordAuthentication no\nPermitRootLogin yes\n')],
  ['remote-login', 'good', { '/etc/ssh/sshd_config': 'PermitRootLogin yes\n' }],
  [
    'remote-login',
    'good',
    {
      ...conf('Include /etc/ssh/sshd_config.d/*.conf\nPasswordAuthentication yes\n'),
      '/etc/ssh/sshd_config.d/50-keys.conf': 'PasswordAuthentication no\n',
    },
  ],
  ['file-sharing', 'mend:guests', samba('[global]\n[all]\npath = /srv\nguest ok = yes\n')],
  ['file-sharing', 'good', samba('[global]\n[all]\npath = /srv\n')],
  ['smb1', 'mend:on', samba('[global]\nserver min protocol = NT1\n')],
  ['smb1', 'good', samba('[global]\n')],
  ['wifi-security', 'mend:open', wifiCard, { nmcli: ' :WPA2:office\n*::cafe\n' }],
  ['wifi-security', 'mend:weak', wifiCard, { nmcli: '*:WEP:a\\:b\n' }],
  ['wifi-security', 'unknown:tool-missing', wifiCard],
  ['wifi-security', 'good', wifiCard, { nmcli: '*:WPA2 WPA3:office\n' }],
  ['name-servers', 'mend:changed', { '/etc/resolv.conf': 'nameserver 203.0.113.9\n' }, {}, {}, { first: '' }],
  [
    'name-servers',
    'unknown:servers-not-known',
    {
      '/etc/resolv.conf': 'nameserver 127.0.0.53\n',
      '/run/systemd/resolve/resolv.conf': 'nameserver 203.0.113.9\n',
    },
  ],
  [
    'proxy',
    'mend:changed',
    {},
    {},
    { env: { https_proxy: 'http://u:secret@p.example:3128' } },
    { first: '' },
  ],
  [
    'proxy',
    'unknown:proxy-not-known',
    {},
    {
      ...gnome('org.gnome.system.proxy mode', "'manual'\n"),
      ...gnome('org.gnome.system.proxy.https host', "'p.example'\n"),
    },
  ],
  ['browsers', 'mend:old', { '/usr/lib/firefox-esr/firefox-esr': { text: '', days: 100 } }],
  ['browsers', 'good', { '/opt/google/chrome/chrome': { text: '', days: 5 } }],
  ['ssh-key-passphrase', 'mend:none', sshKey(keyFile(rsa1024))],
  ['ssh-key-passphrase', 'unknown:key-unreadable', sshKey(keyFile(Buffer.from('nonsense')))],
  ['ssh-key-passphrase', 'good', sshKey('-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n')],
  ['ssh-key-strength', 'mend:weak', sshKey(keyFile(rsa1024))],
  [
    'ssh-key-strength',
    'unknown:key-unreadable',
    sshKey('-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n'),
  ],
  ['firmware-password', 'mend:none', { [adminPassword]: '0\n' }],
  ['firmware-password', 'unknown:firmware-silent', { [adminPassword]: '' }],
  ['guest-account', 'mend:on', { '/etc/lightdm/lightdm.conf': '[Seat:*]\nallow-guest=true\n' }],
  ['guest-account', 'good', { '/etc/lightdm/lightdm.conf': '[Seat:*]\nallow-guest=false\n' }],
  ['clock', 'mend:off', {}, { timedatectl: 'no\n' }],
  [
    'clock',
    'unknown:tool-failed',
    {},
    { timedatectl: { code: 1, stderr: 'System has not been booted with systemd' } },
  ],
  ['event-log', 'mend:volatile', { '/etc/systemd/journald.conf': '[Journal]\nStorage=volatile\n' }],
  ['process-audit', 'mend:off', {}, { 'systemctl is-active --quiet auditd.service': { code: 3 } }],
  ['process-audit', 'unknown:tool-failed', {}, { 'systemctl is-active --quiet auditd.service': { code: 1 } }],
  ['app-version', 'mend:old', {}, {}, app({ latest: '1.3.0' })],
  ['app-version', 'unknown:no-release-known', {}, {}, app({ latest: null })],
  ['app-autostart', 'mend:off', {}, {}, app({ autostart: false })],
  ['app-autostart', 'unknown:autostart-unknown', {}, {}, app({ autostart: null })],
  ['app-watchers', 'mend:blind', {}, {}, app({ sources: [watching, { ...watching, state: 'cannot' }] })],
  ['app-watchers', 'unknown:app-not-running', {}, {}, app({ sources: null })],
]

test.each(rows)('%s: %s', async (id, expected, files, tools, rest, previous) => {
  expect(await ask('linux', id, linuxWorld(files, tools, rest), previous ?? null)).toBe(expected)
})

test('every sentence is there', () => expectSentences(rows.map(([id, answer]) => [id, answer] as const)))

test('no password manager anywhere', async () => {
  expect(await ask('linux', 'password-manager', madeUpWorld('linux', {}))).toBe('mend:none')
})

test('a Linux that keeps no record of sign-ins', async () => {
  const world = madeUpWorld('linux', {
    files: { '/etc/passwd': 'yamada:x:1001:1001::/home/yamada:/bin/bash\n' },
  })
  expect(await ask('linux', 'unused-accounts', world)).toBe('unknown:log-missing')
})
