import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createAuditReader, readAuditLine } from '../../../../main/probe/normalise/audit-log.ts'
import { readJsonLine } from '../../../../main/probe/normalise/json-record.ts'
import { processRecord } from '../../../../main/probe/normalise/process-record.ts'
import { readUnixLine } from '../../../../main/probe/normalise/unix-log.ts'

const now = Date.UTC(2026, 10, 23)

describe('audit.log', () => {
  test('quotes, hex and the inner list of user records are read', () => {
    const line = `type=USER_AUTH msg=audit(1763880000.123:42): pid=1 uid=0 auid=4294967295 msg='op=PAM:authentication acct="root" exe="/usr/sbin/sshd" addr=203.0.113.9 res=failed'`
    expect(readAuditLine(line)).toMatchObject({
      type: 'USER_AUTH',
      serial: '42',
      at: 1763880000123,
      fields: { acct: 'root', addr: '203.0.113.9', res: 'failed' },
    })
    expect(readAuditLine('node=web type=PROCTITLE msg=audit(1.000:1): proctitle=6C73002D6C61')).toMatchObject(
      {
        node: 'web',
        fields: { proctitle: 'ls -la' },
      },
    )
  })
  test('records of different events are not put together', () => {
    const reader = createAuditReader('t')
    reader.read('type=SYSCALL msg=audit(1.000:1): exe="/bin/a"')
    expect(reader.read('type=EXECVE msg=audit(1.000:2): argc=1 a0="b"')).toHaveLength(1)
  })
  test('any line is a record or none', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (text) => {
        expect(() => createAuditReader('t').read(`type=A msg=audit(1.000:1): ${text}`)).not.toThrow()
      }),
    )
  })
})

describe('syslog lines', () => {
  const read = (program: string, message: string) =>
    readUnixLine({ product: 'linux', at: now, program, message }, 't')
  test.each([
    ['sshd', 'sshd'],
    ['sshd(pam_unix)', 'sshd'],
    ['/USR/SBIN/CRON', 'cron'],
    ['kernel', 'syslog'],
  ])('of %s belong to the service %s', (program, service) => {
    expect(read(program, 'x').logsource).toEqual({ product: 'linux', service })
  })
  test('a command through sudo is a new process, whatever the command holds', () => {
    const { logsource, fields } = read(
      'sudo',
      '   sato : TTY=pts/0 ; PWD=/home/sato ; USER=root ; COMMAND=/bin/sh -c echo ; COMMAND=x',
    )
    expect(logsource).toEqual({ product: 'linux', service: 'sudo', category: 'process_creation' })
    expect(fields).toMatchObject({
      Image: '/bin/sh',
      CommandLine: '/bin/sh -c echo ; COMMAND=x',
      User: 'root',
      SubjectUserName: 'sato',
    })
  })
})

describe('lines of JSON', () => {
  test('nested names are dotted, Windows records get their channel', () => {
    expect(readJsonLine('{"a":{"b":[1,null]},"time":"2026-01-01T00:00:00Z"}', 't', now)).toMatchObject({
      at: '2026-01-01T00:00:00.000Z',
      fields: { 'a.b': [1, null] },
    })
    expect(
      readJsonLine(
        '{"Channel":"Security","EventID":4720,"@timestamp":"2026-01-01T00:00:00Z","Hostname":"pc"}',
        't',
        now,
      ),
    ).toMatchObject({
      logsource: { product: 'windows' },
      channel: 'Security',
      eventId: 4720,
      host: 'pc',
    })
  })
  test.each(['', '[1]', 'null', '{', '"x"'])('%s is none', (line) => {
    expect(readJsonLine(line, 't', now)).toBeNull()
  })
  test('any JSON is read without a throw', () => {
    fc.assert(fc.property(fc.json({ maxDepth: 12 }), (line) => void readJsonLine(line, 't', now)))
  })
})

test('a program seen starting becomes a record for process rules', () => {
  const event = processRecord(
    {
      category: 'process',
      action: 'start',
      at: '2026-01-01T00:00:00.000Z',
      source: 'p',
      name: 'a',
      executable: null,
      pid: 1,
      parentPid: null,
      user: null,
      commandLine: 'a b',
    },
    'linux',
  )
  expect(event.logsource).toEqual({ product: 'linux', category: 'process_creation' })
  expect(event.fields).toEqual({ Image: 'a', ProcessId: '1', CommandLine: 'a b' })
})
