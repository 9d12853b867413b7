import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Finding } from '../../../../main/contract/alert.ts'
import { cardKeys, cardOf } from '../../../../main/contract/card.ts'
import type { AuthenticationEvent, FieldValue, StateEvent } from '../../../../main/contract/event.ts'
import { createText } from '../../../../main/contract/text.ts'
import { platformDetectors } from '../../../../main/probe/detectors/registry.ts'

const event = (
  topic: string,
  details: Record<string, FieldValue>,
  extra: Partial<StateEvent> = {},
): StateEvent => ({
  category: 'state',
  at: '2026-11-23T08:00:00.000Z',
  source: 's',
  topic,
  action: 'added',
  subject: String(details.subject ?? 'thing'),
  details,
  ...extra,
})
const login = (from: string | null, at = '2026-11-23T03:00:00.000Z'): AuthenticationEvent => ({
  category: 'authentication',
  at,
  source: 's',
  outcome: 'success',
  user: 'sato',
  from,
  service: 'rdp',
})
const findings = (...events: (StateEvent | AuthenticationEvent)[]): Finding[] => {
  const detectors = platformDetectors()
  return events.flatMap((e) =>
    detectors.filter((d) => d.needs.includes(e.category)).flatMap((d) => d.onEvent(e)),
  )
}
const on = JSON.stringify({ on: true })

const told: [string, StateEvent | AuthenticationEvent, string, string][] = [
  ['a new account', event('account', { account: 'toor' }), 'account-added', 'check'],
  [
    'an account that became number 0',
    event('account', { account: 'sato', uid: 0, before: '{"uid":1000}' }, { action: 'changed' }),
    'admin-added',
    'check',
  ],
  ['a new administrator', event('account', { account: 'toor', admin: true }), 'admin-added', 'check'],
  [
    'a new member of Administrators',
    event('persistence', { member: 'toor', grave: true }),
    'admin-added',
    'check',
  ],
  [
    'a door opened by an unknown program',
    event('listening-port', { port: 4444, program: '/tmp/x', trust: 'none' }),
    'port-opened',
    'check',
  ],
  [
    'a door opened by a package',
    event('listening-port', { port: 22, program: '/usr/sbin/sshd', trust: 'trusted' }),
    'port-opened',
    'notice',
  ],
  [
    'a door opened by a shell, whoever made it',
    event('listening-port', { port: 4444, program: '/usr/bin/nc.openbsd', trust: 'trusted' }),
    'port-opened',
    'check',
  ],
  [
    'a bank led elsewhere',
    event('network-setting', { setting: 'hosts', name: 'www.bank.example', address: '203.0.114.9' }),
    'hosts-changed',
    'check',
  ],
  [
    'name servers of another place',
    event('network-setting', { setting: 'dns', servers: ['8.8.8.8'] }, { action: 'changed' }),
    'dns-changed',
    'notice',
  ],
  [
    'name servers set by hand',
    event('network-setting', { setting: 'dns', value: '203.0.114.53' }),
    'dns-changed',
    'check',
  ],
  [
    'a proxy',
    event('network-setting', { setting: 'proxy', name: 'ProxyServer', value: '203.0.114.8:3128' }),
    'proxy-changed',
    'check',
  ],
  [
    'another gateway with a twin',
    event(
      'gateway',
      { setting: 'gateway', gateway: '192.168.1.1', twins: ['192.168.1.66'] },
      { action: 'changed' },
    ),
    'gateway-forged',
    'urgent',
  ],
  [
    'another gateway',
    event('gateway', { setting: 'gateway', gateway: '192.168.1.1', twins: [] }, { action: 'changed' }),
    'gateway-changed',
    'check',
  ],
  [
    'a bad address',
    event('bad-address', { list: 'feodo.csv', program: 'C:\\x\\a.exe' }),
    'bad-address',
    'urgent',
  ],
  ['much mail', event('mail-burst', { count: 40, minutes: 10 }), 'mail-burst', 'check'],
  [
    'antivirus off',
    event('protection', { what: 'antivirus', on: false, before: on }, { action: 'changed' }),
    'antivirus-off',
    'check',
  ],
  [
    'antivirus gone',
    event('protection', { what: 'antivirus', on: true, before: on }, { action: 'removed' }),
    'antivirus-off',
    'check',
  ],
  [
    'firewall off',
    event('protection', { what: 'firewall', on: false, before: on }, { action: 'changed' }),
    'firewall-off',
    'check',
  ],
  [
    'updates off',
    event('protection', { what: 'updates', on: false, before: on }, { action: 'changed' }),
    'updates-off',
    'check',
  ],
  [
    'backup off',
    event('protection', { what: 'backup', on: false, before: on }, { action: 'changed' }),
    'backup-off',
    'check',
  ],
  [
    'this app was stopped',
    event('protection', { what: 'watch', on: false, before: on }, { action: 'changed' }),
    'watch-stopped',
    'notice',
  ],
  [
    'an antivirus that another took over',
    event(
      'protection',
      { what: 'antivirus', on: false, other: 'ESET', before: '{"on":true}' },
      { action: 'changed' },
    ),
    'antivirus-changed',
    'notice',
  ],
  [
    'marks of the watchers that are gone',
    event('protection', { what: 'watch-memory', on: false, before: on }, { action: 'changed' }),
    'watch-forgot',
    'check',
  ],
  [
    'Remote Desktop switched on',
    event(
      'persistence',
      {
        subject:
          'HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\Terminal Server\\fDenyTSConnections',
        commands: ['0x0'],
        grave: true,
      },
      { action: 'changed' },
    ),
    'remote-desktop-on',
    'check',
  ],
  [
    'our own start on Linux taken away',
    event(
      'persistence',
      { subject: '/home/sato/.config/autostart/otasuke-tray.desktop', commands: ['/opt/x --hidden'] },
      { action: 'removed' },
    ),
    'watch-autostart',
    'notice',
  ],
  [
    'our own start on Windows taken away',
    event(
      'persistence',
      {
        subject: 'HKEY_CURRENT_USER\\…\\Run\\jp.otasuke.tray',
        commands: ['"C:\\Users\\佐藤\\AppData\\Local\\Programs\\otasuke-tray\\Otasuke Tray.exe" --hidden'],
      },
      { action: 'removed' },
    ),
    'watch-autostart',
    'notice',
  ],
  ['a new USB memory', event('usb', { serial: '1' }), 'usb-new', 'notice'],
  [
    'an autostart from a temp folder',
    event('persistence', { signs: ['temp-place'], trust: 'none' }),
    'autostart-suspicious',
    'check',
  ],
  [
    'a change where installers have no business',
    event('persistence', { grave: true, signs: [] }, { action: 'changed' }),
    'autostart-suspicious',
    'check',
  ],
  ['a login from the internet', login('8.8.8.8'), 'login-outside', 'check'],
  [
    'an incoming session',
    event('remote-session', { tool: 'anydesk', from: '8.8.8.8', public: true }),
    'remote-control-session',
    'urgent',
  ],
]

describe('what is told', () => {
  test.each(told)('%s', (_, what, kind, severity) => {
    // The office sleeps at other hours in other places; this test is not about the hour.
    const found = findings(what).map((f) => ({
      ...f,
      kind: f.kind === 'login-at-night' ? 'login-outside' : f.kind,
    }))
    expect(found).toMatchObject([{ kind, severity }])
  })
  test.each(['ja', 'en'] as const)(
    'every kind has a card of its own in %s, with every value filled in',
    (language) => {
      const text = createText(language)
      for (const [, what] of told)
        for (const finding of findings(what)) {
          expect(text.first([`${cardKeys(finding)[0]}.title`]), finding.kind).not.toBeNull()
          const { title } = cardOf(finding, text)
          expect(title, finding.kind).not.toContain(text('common.unknown'))
        }
    },
  )
})

describe('what is not told', () => {
  test.each([
    ['an account that went', event('account', { account: 'x' }, { action: 'removed' })],
    [
      'a name for developers',
      event('network-setting', { setting: 'hosts', name: 'db.test', address: '10.0.0.3' }),
    ],
    [
      'a proxy switched off',
      event(
        'network-setting',
        { setting: 'proxy', name: 'ProxyEnable', value: '0x0' },
        { action: 'changed' },
      ),
    ],
    [
      'protection that comes back',
      event('protection', { what: 'antivirus', on: true, before: '{"on":false}' }, { action: 'changed' }),
    ],
    [
      'protection that never was on',
      event('protection', { what: 'antivirus', on: false, before: '{"on":false}' }, { action: 'changed' }),
    ],
    ['a login from the office', login('192.168.1.20', new Date(2026, 10, 23, 12).toISOString())],
    ['a login at the keyboard', login(null)],
    [
      'Remote Desktop switched off',
      event(
        'persistence',
        {
          subject: 'HKEY_LOCAL_MACHINE\\…\\Terminal Server\\fDenyTSConnections',
          commands: ['0x1'],
          grave: true,
        },
        { action: 'changed' },
      ),
    ],
    ['a door that closed', event('listening-port', { port: 1 }, { action: 'removed' })],
  ])('%s', (_, what) => expect(findings(what)).toEqual([]))
})

test('an upgrade of a hundred packages is one notice', () => {
  const detectors = platformDetectors()
  const persistence = detectors.find((d) => d.id === 'persistence')!
  const start = Date.parse('2026-11-23T08:00:00Z')
  const found: Finding[] = []
  for (let s = 0; s < 400; s += 1) {
    if (s < 100)
      found.push(
        ...persistence.onEvent(
          event(
            'persistence',
            { signs: [], trust: s % 2 ? 'trusted' : 'none' },
            { subject: `/usr/lib/x${s}`, at: new Date(start + s * 1000).toISOString() },
          ),
        ),
      )
    if (persistence.wantsTick?.()) found.push(...(persistence.onTick?.(start + s * 1000) ?? []))
  }
  expect(found).toMatchObject([{ kind: 'autostart-changed', severity: 'notice', facts: { count: 100 } }])
  expect((found[0]!.evidence.changes as unknown[]).length).toBeLessThanOrEqual(60)
  expect(persistence.wantsTick?.()).toBe(false)
})

test('no event makes a detector throw', () => {
  const value = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.array(fc.string()))
  const topic = fc.constantFrom(
    'persistence',
    'account',
    'listening-port',
    'network-setting',
    'gateway',
    'bad-address',
    'mail-burst',
    'protection',
    'usb',
    'remote-session',
    'full-screen-page',
    'x',
  )
  const keys = fc.constantFrom(
    'setting',
    'name',
    'value',
    'servers',
    'twins',
    'what',
    'on',
    'before',
    'member',
    'account',
    'admin',
    'signs',
    'trust',
    'grave',
    'program',
    'tool',
    'from',
  )
  fc.assert(
    fc.property(
      topic,
      fc.dictionary(keys, value),
      fc.constantFrom('added' as const, 'changed' as const, 'removed' as const),
      (t, details, action) => {
        findings(event(t, details, { action }))
      },
    ),
  )
})

describe('the screen used from another machine while everybody sleeps', () => {
  const at = (hour: number) => new Date(2026, 10, 26, hour).toISOString()
  const kinds = (from: string, hour: number, service = 'rdp') =>
    findings({ ...login(from, at(hour)), service }).map((f) => f.kind)
  test('through the VPN box, whose guests have addresses of the office', () => {
    expect(kinds('192.168.1.77', 3)).toEqual(['login-inside-night'])
    expect(cardOf(findings(login('192.168.1.77', at(3)))[0]!, createText('ja')).title).toContain('sato')
  })
  test.each([
    ['by day', '192.168.1.77', 10, 'rdp'],
    ['late in the evening, as those at home work', '192.168.1.77', 23, 'rdp'],
    ['a copy that a storage box fetches', '192.168.1.9', 3, 'sshd'],
    ['this PC itself', '127.0.0.1', 3, 'rdp'],
  ])('not %s', (_, from, hour, service) => expect(kinds(from, hour, service)).toEqual([]))
})

describe('an entry is called as people know it', () => {
  const services = 'HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services'
  test.each([
    [`${services}\\Kaikei\\ImagePath`, 'Kaikei'],
    [`${services}\\Kaikei\\Parameters\\ServiceDll`, 'Kaikei'],
    ['HKEY_CURRENT_USER\\Software\\Microsoft\\Windows\\CurrentVersion\\Run\\会計 自動', '会計 自動'],
    ['HKEY_LOCAL_MACHINE\\…\\Image File Execution Options\\sethc.exe\\Debugger', 'sethc.exe'],
    ['HKEY_CURRENT_USER\\Software\\Classes\\CLSID\\{0000-1}\\InprocServer32\\', '{0000-1}'],
    ['HKEY_LOCAL_MACHINE\\…\\Uninstall\\UltraViewer_is1\\DisplayName', 'UltraViewer 6.6'],
    ['\\経理\\更新', '更新'],
    ['/home/sato/.config/autostart/x.desktop', 'x.desktop'],
  ])('%s → %s', (subject, name) => {
    const [found] = findings(
      event('persistence', { subject, signs: ['reverse-shell'], commands: ['UltraViewer 6.6'] }),
    )
    expect(found?.facts.name).toBe(name)
  })
})
