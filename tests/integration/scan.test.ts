import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import iconv from 'iconv-lite'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { scan } from '../../main/scan.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'otasuke-scan-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const event = (user: string, id = 4720) =>
  `<Event><System><Provider Name='P'/><EventID>${id}</EventID><TimeCreated SystemTime='2026-11-20T01:02:03Z'/><EventRecordID>7</EventRecordID>` +
  `<Channel>Security</Channel><Computer>pc</Computer></System><EventData><Data Name='TargetUserName'>${user}</Data></EventData></Event>\r\n`

const write = (name: string, content: string | Buffer): string => {
  const file = join(folder, name)
  writeFileSync(file, content)
  return file
}
const run = async (paths: string[], rules: string[] = []) => {
  const out: string[] = []
  const err: string[] = []
  const code = await scan({ paths, rules, json: false }, { out: (l) => out.push(l), err: (l) => err.push(l) })
  return { code, rows: out.map((l) => JSON.parse(l)), err }
}

describe('scan', () => {
  test.each(['utf8', 'cp932', 'utf16le', 'utf16be'])(
    'reads events written in %s and names the person',
    async (encoding) => {
      const file = write(
        'a.xml',
        iconv.encode(event('田中'), encoding, { addBOM: encoding.startsWith('utf16') }),
      )
      const { code, rows } = await run([file])
      expect(code).toBe(1)
      expect(rows).toMatchObject([
        {
          file,
          format: 'windows-xml',
          events: 1,
          unreadable: 0,
          alerts: [{ kind: 'sigma', severity: 'check', count: 1 }],
        },
      ])
      expect(rows[0].alerts[0].title).toContain('田中')
      expect(rows[0].alerts[0].ruleIds).toEqual([rows[0].matches[0].ruleId])
    },
  )
  test('goes through folders and reads every kind of log', async () => {
    mkdirSync(join(folder, 'sub'))
    write('sub/a.xml', event('x', 1))
    write('auth.log', 'Nov 20 01:02:03 pc sshd[1]: Accepted password for a from 10.0.0.1 port 1 ssh2\n')
    write('audit.log', 'type=SYSCALL msg=audit(1763880000.100:7): exe="/bin/a"\n')
    write('log.ndjson', '{"time":"2026-01-01T00:00:00Z","a":1}\n{broken\n')
    const { code, rows } = await run([folder])
    expect(code).toBe(0)
    expect(rows.map((r) => [r.format, r.events, r.unreadable])).toEqual([
      ['audit', 1, 0],
      ['syslog', 1, 0],
      ['ndjson', 1, 1],
      ['windows-xml', 1, 0],
    ])
  })
  test('counts what is broken and loses no good record beside it', async () => {
    const long = `Nov 20 01:02:03 pc sshd[1]: ${'x'.repeat(10 * 1024 * 1024)}\n`
    const good =
      'Nov 20 01:02:04 pc sudo: sato : TTY=pts/0 ; PWD=/ ; USER=root ; COMMAND=/bin/rm -rf /var/log/x\n'
    const lines = write(
      'a.log',
      Buffer.concat([Buffer.from(long), Buffer.from([0xff, 0xfe, 0xfd, 0x0a]), Buffer.from(good)]),
    )
    const bomb = '<!DOCTYPE l [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    const xml = write(
      'b.xml',
      `${bomb}<Event><System>${event('y')}${event('z').replace('pc', '&b;')}${event('w').slice(0, 200)}`,
    )
    const { rows } = await run([lines, xml])
    expect(rows[0]).toMatchObject({ events: 1, unreadable: 2, alerts: [{ kind: 'sigma' }] })
    expect(rows[1]).toMatchObject({ events: 1, unreadable: 3, alerts: [{ kind: 'sigma' }] })
  })
  test('tells password guessing in a Windows log as the live app does, with the one that hit', async () => {
    const login = (id: number, second: number) =>
      event('sato', id)
        .replace('01:02:03Z', `01:02:${String(second).padStart(2, '0')}Z`)
        .replace(
          '</EventData>',
          "<Data Name='LogonType'>10</Data><Data Name='IpAddress'>203.0.113.9</Data></EventData>",
        )
    const tries = Array.from({ length: 30 }, (_, i) => login(4625, i)).join('')
    const { rows } = await run([write('guess.xml', `${tries}${login(4624, 40)}`)])
    expect(rows[0].events).toBe(31)
    const told = rows[0].alerts.find((a: { kind: string }) => a.kind === 'password-guessed')
    expect(told).toMatchObject({
      severity: 'urgent',
      facts: { from: '203.0.113.9', user: 'sato', service: 'rdp' },
    })
    const { rows: few } = await run([write('mistyped.xml', `${login(4625, 1)}${login(4624, 9)}`)])
    expect(few[0].alerts.filter((a: { kind: string }) => a.kind.startsWith('password-'))).toEqual([])
  })
  test('takes more rules, and says which it refused', async () => {
    const rules = join(folder, 'rules')
    mkdirSync(rules)
    writeFileSync(
      join(rules, 'a.yml'),
      'title: Mine\nid: mine\nlevel: low\nlogsource:\n  product: linux\ndetection:\n  k:\n    - secret word\n  condition: k\n',
    )
    writeFileSync(
      join(rules, 'b.yml'),
      'title: Bad\nid: bad\nlogsource: {}\ndetection: {a: {f|odd: x}, condition: a}\n',
    )
    const file = write('x.log', 'Nov 20 01:02:03 pc app: the Secret Word\n')
    const { code, rows, err } = await run([file], [rules])
    expect(rows[0].matches).toEqual([{ ruleId: 'mine', title: 'Mine', level: 'low', count: 1 }])
    // A low level is never told.
    expect(rows[0].alerts).toEqual([])
    expect(code).toBe(0)
    expect(err.join('\n')).toContain('b.yml bad: modifier "odd" is not supported')
  })
  test('says plainly what it cannot read', async () => {
    expect((await run([])).code).toBe(2)
    expect((await run([join(folder, 'none')])).code).toBe(2)
    expect((await run([folder], [join(folder, 'none')])).code).toBe(2)
  })
})
