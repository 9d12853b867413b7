import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createFramer } from '../../../../../main/probe/sources/syslog/framing.ts'
import { lineText } from '../../../../../main/probe/sources/syslog/line-text.ts'

const run = (chunks: readonly (string | Buffer)[], maxLine?: number) => {
  const framer = createFramer(maxLine)
  const out = [...chunks.flatMap((c) => framer.push(Buffer.from(c as string))), ...framer.end()]
  return { lines: out.map((b) => b.toString('utf8')), cut: framer.cut() }
}
const counted = (text: string) => `${Buffer.byteLength(text)} ${text}`

describe('both framings of RFC 6587', () => {
  test('lines', () => expect(run(['<1>a\n<2>b\r\n', '<3>c']).lines).toEqual(['<1>a', '<2>b', '<3>c']))
  test('NUL ends a line too', () => expect(run(['<1>a\0<2>b\0']).lines).toEqual(['<1>a', '<2>b']))
  test('octet counts, with line ends inside', () => {
    expect(run([counted('<1>a\nb') + counted('<2>日本')]).lines).toEqual(['<1>a\nb', '<2>日本'])
  })
  test('mixed, message by message', () => {
    expect(run([`${counted('<1>a')}<2>b\n${counted('<3>c')}`]).lines).toEqual(['<1>a', '<2>b', '<3>c'])
  })
  test('a line that begins with a number is no count', () => {
    expect(run(['1 2026-11-23T00:00:00Z host\n404 not found\n']).lines).toEqual([
      '1 2026-11-23T00:00:00Z host',
      '404 not found',
    ])
  })
  test('empty lines are none', () => expect(run(['\n\r\n\0\n']).lines).toEqual([]))
  test('a wrong count spoils no more than what it counts', () => {
    expect(run(['9999999 <1>short\n']).lines).toEqual(['<1>short'])
  })

  test('however the bytes arrive, the messages are the same', () => {
    const message = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 80 })
      .map((s) => `<13>x${s.replace(/[\n\r\0]/g, '')}x`)
    const stream = fc.array(fc.tuple(message, fc.boolean()), { maxLength: 20 })
    fc.assert(
      fc.property(
        stream,
        fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 200 }),
        (messages, sizes) => {
          const bytes = Buffer.from(messages.map(([m, count]) => (count ? counted(m) : `${m}\n`)).join(''))
          const chunks: Buffer[] = []
          for (let at = 0, i = 0; at < bytes.length; i++) {
            const size = sizes[i % sizes.length]!
            chunks.push(bytes.subarray(at, at + size))
            at += size
          }
          expect(run(chunks).lines).toEqual(messages.map(([m]) => m))
        },
      ),
    )
  })

  test('any bytes at all: never throws, never holds more than one message', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 50 }), (chunks) => {
        const { lines } = run(
          chunks.map((c) => Buffer.from(c)),
          64,
        )
        expect(lines.every((l) => Buffer.byteLength(l) <= 64 * 3)).toBe(true)
      }),
    )
  })
})

describe('too long messages', () => {
  const long = `<1>${'x'.repeat(500)}`
  test('a line is cut, counted, and the next is whole', () => {
    expect(run([`${long}\n<2>next\n`], 100)).toEqual({ lines: [long.slice(0, 100), '<2>next'], cut: 1 })
  })
  test('also when it comes in pieces', () => {
    const pieces = `${long}\n<2>next\n`.match(/.{1,30}/gs)!
    const { lines, cut } = run(pieces, 100)
    expect({ last: lines.at(-1), count: lines.length, cut }).toEqual({ last: '<2>next', count: 2, cut: 1 })
  })
  test('a counted one is cut by its count', () => {
    expect(run([`${counted(long)}${counted('<2>next')}`], 100)).toEqual({
      lines: [long.slice(0, 100), '<2>next'],
      cut: 1,
    })
  })
  test('an endless one holds no memory', () => {
    const framer = createFramer(1000)
    for (let i = 0; i < 5000; i++) framer.push(Buffer.alloc(1000, 0x61))
    expect(framer.push(Buffer.from('\n<1>after\n')).map(String)).toEqual(['<1>after'])
    expect(framer.cut()).toBe(1)
  })
})

test('text is UTF-8, else Shift_JIS', () => {
  expect(lineText(Buffer.from('設定を変更'))).toBe('設定を変更')
  expect(lineText(Buffer.from([0x90, 0xdd, 0x92, 0xe8]))).toBe('設定')
})
