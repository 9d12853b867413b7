import fc from 'fast-check'
import { expect, test } from 'vitest'
import { redactAlert, redactLimits, redactText } from '../../../main/consult/redact.ts'
import { anAlert } from '../../fakes/desk-material.ts'

const secret = fc.stringMatching(/^[A-Za-z0-9!#%*+./:@^_~-]{6,30}$/)

test.each([
  (s: string) => `tool.exe --password ${s} --user x`,
  (s: string) => `tool --password=${s}`,
  (s: string) => `net use /password:${s}`,
  (s: string) => `curl -H "Authorization: Bearer ${s}"`,
  (s: string) => `token=${s}`,
  (s: string) => `-----BEGIN RSA PRIVATE KEY-----\n${s}\n-----END RSA PRIVATE KEY-----`,
])('hides the secret of a command line (%#)', (line) => {
  fc.assert(
    fc.property(secret, (s) => {
      expect(redactText(line(s))).not.toContain(s)
    }),
  )
})

test('hides the login in an address', () => {
  expect(redactText('ftp://taro:himitsu123@files.example/x')).toBe('ftp://[…]@files.example/x')
})

test('keeps what the desk needs', () => {
  const sshd = 'Failed password for invalid user admin from 203.0.113.9 port 4711 ssh2'
  expect(redactText(sshd)).toBe(sshd)
  const line = 'C:\\Users\\山田\\請求書.xlsx を powershell.exe が 12 回書きかえた'
  expect(redactText(line)).toBe(line)
})

test('whatever the evidence, what leaves is bounded and is JSON', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (evidence) => {
      const { evidence: out } = redactAlert(anAlert({ evidence }))
      expect(JSON.stringify(out).length).toBeLessThan(redactLimits.evidence * 2)
    }),
  )
  const huge = redactAlert(
    anAlert({ evidence: { log: 'x'.repeat(5_000_000), list: Array(100_000).fill('y') } }),
  )
  expect(JSON.stringify(huge).length).toBeLessThan(redactLimits.evidence * 2)
})

test('hides a value by its name', () => {
  const out = redactAlert(anAlert({ evidence: { request: { Cookie: 'abc', path: '/x' }, apiKey: 'k' } }))
  expect(out.evidence).toEqual({ request: { Cookie: '[…]', path: '/x' }, apiKey: '[…]' })
})
