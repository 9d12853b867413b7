import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isExpectedServer } from '../../../../main/probe/checks/readers/address.ts'
import { readIni } from '../../../../main/probe/checks/readers/ini.ts'
import { linuxEnd, macSupported, windowsEnd } from '../../../../main/probe/checks/readers/lifetimes.ts'
import { hasFilter } from '../../../../main/probe/checks/readers/linux-firewall.ts'
import { countSecurityUpdates } from '../../../../main/probe/checks/readers/linux-updates.ts'
import { readOpenPorts } from '../../../../main/probe/checks/readers/open-ports.ts'
import { readPlist } from '../../../../main/probe/checks/readers/plist.ts'
import { readPrivateKey } from '../../../../main/probe/checks/readers/ssh-key.ts'
import { readSshdConfig } from '../../../../main/probe/checks/readers/sshd-config.ts'
import { compareVersions } from '../../../../main/probe/checks/readers/versions.ts'
import { weakPrograms } from '../../../../main/probe/checks/readers/weak-versions.ts'

describe('any input', () => {
  test('a private key file is read or refused, never a crash', () => {
    const body = fc.uint8Array({ maxLength: 300 }).map((b) => Buffer.from(b).toString('base64'))
    const framed = body.map(
      (b) => `-----BEGIN OPENSSH PRIVATE KEY-----\n${b}\n-----END OPENSSH PRIVATE KEY-----`,
    )
    fc.assert(
      fc.property(fc.oneof(framed, fc.string()), fc.option(fc.string()), (text, pub) => {
        const key = readPrivateKey('id', text, pub)
        expect(key === null || typeof key.name === 'string').toBe(true)
      }),
    )
  })
  test('ini and sshd settings', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        readIni(text)
        readSshdConfig(text, () => [])
        readOpenPorts(text)
      }),
    )
  })
  test('versions are in a total order', () => {
    const version = fc.array(fc.nat(99), { minLength: 1, maxLength: 4 }).map((p) => p.join('.'))
    fc.assert(
      fc.property(version, version, version, (a, b, c) => {
        expect(Math.sign(compareVersions(a, b))).toBe(-Math.sign(compareVersions(b, a)) + 0)
        if (compareVersions(a, b) <= 0 && compareVersions(b, c) <= 0)
          expect(compareVersions(a, c)).toBeLessThanOrEqual(0)
      }),
    )
  })
})

test('versions are compared by number', () => {
  expect(compareVersions('24.09', '25.01')).toBeLessThan(0)
  expect(compareVersions('10.0', '9.9')).toBeGreaterThan(0)
  expect(compareVersions('1.0', '1')).toBe(0)
})

test('a property list', () => {
  const xml =
    '<plist version="1.0"><dict><key>a</key><true/><key>b</key><array><integer>2</integer><string>&lt;経理&gt;</string></array><key>__proto__</key><string>x</string></dict></plist>'
  const value = readPlist(xml)
  expect(value).toMatchObject({ a: true, b: [2, '<経理>'] })
  expect(Object.getPrototypeOf({})).toBe(Object.prototype)
  for (const bad of ['', '<plist>', '<plist><dict></plist>', '{"a":1}', '<plist></plist>'])
    expect(() => readPlist(bad)).toThrow()
})

test('open ports: only what others reach', () => {
  const line = (n: number, local: string, state = '0A') =>
    `   ${n}: ${local} 00000000:0000 ${state} 0 0 0 0 0 0`
  const text = [
    '  sl  local_address …',
    line(0, '00000000:0016'),
    line(1, '0100007F:0277'),
    line(2, '3500007F:0035'),
    line(3, '0B01A8C0:01BD', '01'),
    line(4, '0B01A8C0:0D3D'),
    line(5, '00000000000000000000000001000000:170C'),
    line(6, '00000000000000000000000000000000:0050'),
  ].join('\n')
  expect(readOpenPorts(text)).toEqual([22, 3389, 80])
})

test('sshd: the first value wins, includes count where they stand, Match ends the common part', () => {
  const text =
    '#PermitRootLogin yes\nInclude /etc/ssh/sshd_config.d/*.conf\nPasswordAuthentication yes\nPort=2222\nMatch User bob\nPermitRootLogin yes\n'
  const settings = readSshdConfig(text, (pattern) =>
    pattern.endsWith('*.conf') ? ['PasswordAuthentication no\n'] : [],
  )
  expect(Object.fromEntries(settings)).toEqual({ passwordauthentication: 'no', port: '2222' })
})

test('nftables: a chain that refuses, and tables that only translate', () => {
  const input = { chain: { name: 'in', hook: 'input', policy: 'accept' } }
  const rule = (chain: string, verdict: string) => ({
    rule: { chain, expr: [{ match: {} }, { [verdict]: null }] },
  })
  expect(hasFilter({ nftables: [] })).toBe(false)
  expect(hasFilter({ nftables: [input] })).toBe(false)
  expect(hasFilter({ nftables: [{ chain: { name: 'in', hook: 'input', policy: 'drop' } }] })).toBe(true)
  expect(hasFilter({ nftables: [input, rule('in', 'reject')] })).toBe(true)
  expect(hasFilter({ nftables: [input, rule('in', 'accept'), rule('DOCKER', 'drop')] })).toBe(false)
})

test('apt: security updates by their archive, in any language', () => {
  const out = [
    '一覧表示...',
    'openssl/stable-security 3.0.14-1~deb12u1 amd64 [3.0.11-1~deb12u2 からアップグレード可]',
    'libc6/noble-updates,noble-security 2.39-0ubuntu8.4 amd64 [upgradable from: 2.39-0ubuntu8.1]',
    'vim/stable 2:9.1 amd64 [upgradable from: 2:9.0]',
    "N: 追加バージョンが 1 件あります。-security 表示するには '-a'",
  ].join('\n')
  expect(countSecurityUpdates(out)).toBe(2)
})

test('lifetimes by edition', () => {
  const at = (edition: string, build: number, productType = 1) =>
    windowsEnd({ build, productType, edition }).end
  expect(at('Core', 22631)).toBe('2025-11-11')
  expect(at('Enterprise', 22631)).toBe('2026-11-10')
  expect(at('EnterpriseS', 17763)).toBe('2029-01-09')
  expect(at('EnterpriseS', 19045)).toBeNull()
  expect(at('EnterpriseS', 19044)).toBe('2027-01-12')
  expect(at('IoTEnterpriseS', 19044)).toBe('2032-01-13')
  expect(at('Core', 26300)).toBe('2028-10-10')
  expect(at('ProfessionalEducation', 26100)).toBe('2026-10-13')
  expect(linuxEnd('rhel', '7.9')).toBe('2024-06-30')
  expect(linuxEnd('ubuntu', '26.04')).toBe('2031-04-30')
  expect(linuxEnd('ubuntu', '26.10')).toBeNull()
  expect(at('ServerStandard', 20348, 3)).toBe('2031-10-14')
  expect(at('Core', 1)).toBeNull()
})

test('macOS: the newest three', () => {
  const at = (date: string) => [13, 14, 15, 26, 27].filter((v) => macSupported(v, Date.parse(date)))
  expect(at('2025-08-01')).toEqual([13, 14, 15, 26, 27])
  expect(at('2025-11-01')).toEqual([14, 15, 26, 27])
  expect(at('2026-11-23')).toEqual([15, 26, 27])
})

test('programs with a published weak point', () => {
  const programs = [
    ['7-Zip 24.08 (x64)', '24.08'],
    ['7-Zip 26.05 (x64)', '26.05'],
    ['Zoom Workplace (64-bit)', '6.3.0 (52884)'],
    ['Zoom Outlook Plugin', '5.0'],
    ['AnyDesk', null],
  ].map(([name, version]) => ({ name: name!, version: version ?? null, modified: null }))
  expect(weakPrograms(programs, 'win32').map((p) => p.name)).toEqual(['7-Zip', 'Zoom'])
})

test('name servers of the office, of this PC, and well-known ones', () => {
  for (const yes of [
    '192.168.1.1',
    '10.0.0.2',
    '127.0.0.53',
    'fe80::1%eth0',
    'fd00::53',
    '8.8.8.8',
    '2606:4700:4700::1111',
  ])
    expect([yes, isExpectedServer(yes)]).toEqual([yes, true])
  for (const no of ['203.0.113.5', '2001:db8::1', '192.169.1.1', 'router', ''])
    expect([no, isExpectedServer(no)]).toEqual([no, false])
})
