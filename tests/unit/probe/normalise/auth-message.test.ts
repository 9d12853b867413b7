import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readAuthMessage } from '../../../../main/probe/normalise/auth-message.ts'
import { readSyslogFileLine } from '../../../../main/probe/normalise/syslog-file-line.ts'

const real = '../shared/data/linux/OpenSSH_2k.log'

describe('what each message means', () => {
  test.each([
    [
      'sshd',
      'Failed password for invalid user webmaster from 173.234.31.186 port 38926 ssh2',
      'failure',
      'webmaster',
      '173.234.31.186',
      'sshd',
    ],
    [
      'sshd-session',
      'Failed password for root from 2001:db8::7 port 2 ssh2',
      'failure',
      'root',
      '2001:db8::7',
      'sshd',
    ],
    [
      'sshd',
      'Accepted publickey for tanaka from 192.0.2.9 port 51234 ssh2: ED25519 SHA256:abc',
      'success',
      'tanaka',
      '192.0.2.9',
      'sshd',
    ],
    [
      'sshd',
      'error: PAM: Authentication failure for illegal user guest from 192.0.2.4',
      'failure',
      'guest',
      '192.0.2.4',
      'sshd',
    ],
    [
      'sudo',
      'pam_unix(sudo:auth): authentication failure; logname=sato uid=1000 euid=0 tty=/dev/pts/0 ruser=sato rhost=  user=sato',
      'failure',
      'sato',
      null,
      'sudo',
    ],
    [
      'vsftpd',
      'pam_unix(vsftpd:auth): authentication failure; logname= uid=0 euid=0 tty=ftp ruser=admin rhost=198.51.100.7 ',
      'failure',
      null,
      '198.51.100.7',
      'vsftpd',
    ],
    [
      'gdm-password]',
      'pam_unix(gdm-password:session): session opened for user sato(uid=1000) by (uid=0)',
      'success',
      'sato',
      null,
      'gdm-password',
    ],
    [
      'screensharingd',
      'Authentication: FAILED :: User Name: admin :: Viewer Address: 198.51.100.7 :: Type: DH',
      'failure',
      'admin',
      '198.51.100.7',
      'screensharing',
    ],
  ])('%s: %s', (program, message, outcome, user, from, service) => {
    expect(readAuthMessage(message, program)).toEqual({ outcome, user, from, service, times: 1 })
  })
  test.each([
    ['sshd', 'Failed none for invalid user 0101 from 5.188.10.180 port 4369 ssh2'],
    ['sshd', 'Invalid user webmaster from 173.234.31.186'],
    [
      'sshd',
      'pam_unix(sshd:auth): authentication failure; logname= uid=0 euid=0 tty=ssh ruser= rhost=173.234.31.186',
    ],
    ['CRON', 'pam_unix(cron:session): session opened for user root(uid=0) by (uid=0)'],
    ['nginx', 'Failed password for root from 192.0.2.1 port 1 ssh2'],
  ])('%s: %s says nothing of its own', (program, message) => {
    expect(readAuthMessage(message, program)).toBeNull()
  })
})

test('the attacker cannot write himself another address', () => {
  fc.assert(
    fc.property(
      fc.string({ maxLength: 60 }).filter((u) => !/[\n\r]/.test(u)),
      (user) => {
        const evil = `x${user} from 10.0.0.1 port 1 ssh2`
        const line = `Failed password for invalid user ${evil} from 192.0.2.66 port 4711 ssh2`
        expect(readAuthMessage(line, 'sshd')?.from).toBe('192.0.2.66')
      },
    ),
  )
})

test('no text makes a reader throw', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), fc.option(fc.string()), (text, program) => {
      readAuthMessage(text, program)
      readSyslogFileLine(text, 0)
    }),
  )
})

test('nested repetitions end', () => {
  const nested = 'message repeated 999999 times: ['.repeat(2000)
  expect(readAuthMessage(nested, 'sshd')).toBeNull()
})

test('the year that is missing is the latest possible one', () => {
  const now = new Date(2027, 0, 1, 0, 5).getTime()
  const { at, program, message } = readSyslogFileLine('Dec 31 23:59:58 PC-3 sshd[42]: hello', now)
  expect({ at, program, message }).toEqual({
    at: new Date(2026, 11, 31, 23, 59, 58).getTime(),
    program: 'sshd',
    message: 'hello',
  })
  expect(readSyslogFileLine('2026-11-23T08:05:09.123456+09:00 PC-3 sshd[42]: hello', now).at).toBe(
    Date.UTC(2026, 10, 22, 23, 5, 9, 123),
  )
})

test.skipIf(!existsSync(real))('finds every failed password in a real log', () => {
  const attempts = readFileSync(real, 'utf8')
    .split('\n')
    .flatMap((line) => {
      const { program, message } = readSyslogFileLine(line, Date.UTC(2016, 11, 31))
      return readAuthMessage(message, program) ?? []
    })
  const failures = attempts.filter((a) => a.outcome === 'failure').reduce((sum, a) => sum + a.times, 0)
  // 518 lines of their own and two that stand for five each.
  expect(failures).toBe(528)
  expect(attempts.filter((a) => a.outcome === 'success')).toHaveLength(1)
  expect(attempts.every((a) => a.from !== null)).toBe(true)
})
