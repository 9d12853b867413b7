import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { isUniform } from '../../../../main/probe/integrity/byte-statistics.ts'
import { isNoteName } from '../../../../main/probe/integrity/ransom-note.ts'
import { judgeSample, lookAt } from '../../../../main/probe/integrity/sample-judge.ts'
import { hasNoiseStretch, textLook } from '../../../../main/probe/integrity/text-look.ts'
import { documentMakers, passwordOffice, prose } from '../../../fakes/guard/documents.ts'

const sampleOf = (bytes: Buffer) => ({
  head: bytes.subarray(0, 4096),
  tail: bytes.subarray(-1024),
  size: bytes.length,
})
const look = (bytes: Buffer, extension = '') => lookAt(sampleOf(bytes), extension)
const judge = (before: Parameters<typeof judgeSample>[0], bytes: Buffer, extension = '') =>
  judgeSample(before, look(bytes, extension), extension)

const japanese = '見積書の件、ありがとうございます。\r\n株式会社おたすけ 御中\r\nｶﾀｶﾅ 123\r\n'.repeat(60)

describe('text', () => {
  test.each(['utf8', 'cp932', 'euc-jp', 'utf16le'])(
    'in %s is text, wherever the sample is cut',
    (encoding) => {
      const whole = iconv.encode(japanese, encoding)
      fc.assert(
        fc.property(fc.nat(40), fc.nat(40), (from, cut) => {
          const even = encoding === 'utf16le' ? from - (from % 2) : from
          return textLook(whole.subarray(even, whole.length - cut), false) === 'text'
        }),
      )
      expect(hasNoiseStretch(whole)).toBe(false)
    },
  )
  test('noise is no text, from 200 bytes on', () => {
    fc.assert(
      fc.property(fc.integer({ min: 200, max: 4096 }), (n) => textLook(randomBytes(n)) === 'not-text'),
    )
  })
  test('base64 and hex are no prose; a certificate among text is', () => {
    expect(textLook(Buffer.from(randomBytes(2000).toString('base64')))).toBe('encoded')
    expect(textLook(Buffer.from(randomBytes(2000).toString('hex')))).toBe('encoded')
    expect(textLook(Buffer.from(`メール\n${randomBytes(600).toString('base64')}\n`.repeat(2)))).toBe('text')
  })
  test('a stretch of noise inside is found', () => {
    const file = Buffer.from(prose(50_000))
    randomBytes(4096).copy(file, 20_480)
    expect(hasNoiseStretch(file)).toBe(true)
  })
})

describe('a known document', () => {
  test.each(Object.keys(documentMakers))('%s: healthy is good, noise is destroyed', (extension) => {
    const file = documentMakers[extension]!(20_000, 3)
    const { kind } = look(file, extension)
    expect(kind).not.toBeNull()
    expect(judge(kind, file, extension)).toEqual({ verdict: 'good', signal: null })
    expect(judge(kind, randomBytes(20_000), extension).verdict).toBe('destroyed')
    expect(judge(kind, Buffer.from(randomBytes(9000).toString('base64')), extension)).toEqual({
      verdict: 'destroyed',
      signal: 'encoded',
    })
  })
  test('that is empty or all zeros is waited for', () => {
    expect(judge('pdf', Buffer.alloc(0)).verdict).toBe('wait')
    expect(judge('pdf', Buffer.alloc(8000)).verdict).toBe('wait')
  })
  test('that became another known kind is good: converted, not destroyed', () => {
    expect(judge('png', documentMakers.jpg!(9000, 1)).verdict).toBe('good')
    expect(judge('text', iconv.encode(japanese, 'utf16le', { addBOM: true })).verdict).toBe('good')
    expect(judge('zip', passwordOffice(20_000)).verdict).toBe('good')
  })
  test('that a known tool has encrypted is unknown, never destroyed', () => {
    const salted = Buffer.concat([Buffer.from('Salted__'), randomBytes(9000)])
    expect(judge('pdf', salted)).toEqual({ verdict: 'unknown', signal: 'tool-encrypted' })
  })
})

describe('a file that was never read', () => {
  test('is destroyed only where its ending is sure and plain noise is in it', () => {
    expect(judge(null, randomBytes(20_000), 'docx').verdict).toBe('destroyed')
    expect(judge(null, randomBytes(20_000), 'dat').verdict).toBe('unknown')
    expect(judge(null, Buffer.from('own format\0\x01\x02'.repeat(90)), 'dwg').verdict).toBe('unknown')
  })
})

test('uniform: noise nearly always, documents and short blocks never', () => {
  const noise = Array.from({ length: 300 }, () => isUniform(randomBytes(4096))).filter(Boolean)
  expect(noise.length).toBeGreaterThan(295)
  expect(isUniform(prose(4096))).toBe(false)
  expect(isUniform(randomBytes(200))).toBe(false)
})

test('notes are known by their names, and a README is none', () => {
  for (const name of ['README_RESTORE.txt', 'HOW_TO_DECRYPT.html', 'info-decrypt.hta', 'RECOVER-x7q2k.txt'])
    expect(isNoteName(name)).toBe(true)
  for (const name of ['README.md', '見積書.txt', 'restore.exe', 'report.html'])
    expect(isNoteName(name)).toBe(false)
})

test('any bytes are looked at without throwing', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 5000 }), fc.string(), (bytes, extension) => {
      look(Buffer.from(bytes), extension)
    }),
  )
})
