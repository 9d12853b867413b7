import { describe, expect, test } from 'vitest'
import type { FieldValue } from '../../../../main/contract/event.ts'
import { matches, record } from './rules.ts'

/** One field, one value, as YAML. */
const fits = (key: string, value: string, seen: FieldValue | undefined): boolean =>
  matches(`s:\n  ${key}: ${value}\ncondition: s`, record(seen === undefined ? { other: 'x' } : { f: seen }))

describe('values', () => {
  test.each([
    ['f', 'Abc', 'aBC', true],
    ['f', 'abc', 'abcd', false],
    ['f', "'a*d'", 'aXXd', true],
    ['f', "'a?d'", 'aXd', true],
    ['f', "'a?d'", 'ad', false],
    ['f', "'a\\*d'", 'a*d', true],
    ['f', "'a\\*d'", 'aXd', false],
    ['f', "'a\\\\*d'", 'a\\Xd', true],
    ['f', "'C:\\Windows\\\\*.exe'", 'c:\\windows\\a.EXE', true],
    ['f', "'\\\\\\\\server\\share'", '\\\\server\\share', true],
    ['f', "'*a*b*c*'", 'xxaxxbxxc', true],
    ['f', "'*a*b*c*'", 'xxaxxcxxb', false],
    ['f', "'ab*ab'", 'ab', false],
    ['f', '4688', '4688', true],
    ['f', '4688', 4688, true],
    ['f', '0x1410', '0x1410', true],
    ['f', 'true', true, true],
    ['f', "['a', 'b']", 'B', true],
    ['f', "'a'", ['x', 'A'], true],
    ['f|contains', 'bc', 'aBCd', true],
    ['f|startswith', 'ab', 'ABc', true],
    ['f|endswith', "'\\x.exe'", 'c:\\X.EXE', true],
    ['f|contains|all', "['a', 'c']", 'abc', true],
    ['f|contains|all', "['a', 'z']", 'abc', false],
    ['f|cased', 'Abc', 'abc', false],
    ['f|contains|cased', 'Bc', 'aBcd', true],
    ['f|neq', 'a', 'b', true],
    ['f|neq', 'a', 'A', false],
    ['f|re', "'^a.c$'", 'abc', true],
    ['f|re', "'^a.c$'", 'ABC', false],
    ['f|re|i', "'^a.c$'", 'ABC', true],
    ['f|re|s', "'a.c'", 'a\nc', true],
    ['f|re|m', "'^c$'", 'a\nc', true],
    ['f|re', "'(foo|bar)+baz'", 'xxfoobarbaz', true],
    ['f|re', "'.{5,}'", 'abcd', false],
    ['f|re', "'.{5,}'", 'abcde', true],
    ['f|gt', '5', '6', true],
    ['f|gte', '5', 5, true],
    ['f|lt', '5', '5', false],
    ['f|lte', '5', '4.5', true],
    ['f|gt', '5', 'many', false],
    ['f|cidr', '10.0.0.0/8', '10.200.1.1', true],
    ['f|cidr', '10.0.0.0/8', '11.0.0.1', false],
    ['f|cidr', '192.168.0.0/16', '::ffff:192.168.3.4', true],
    ['f|cidr', 'fe80::/10', 'fe80::1%eth0', true],
    ['f|cidr', '10.0.0.0/8', 'localhost', false],
    ['f|windash|contains', "' -enc '", 'p.exe /enc x', true],
    ['f|windash|contains', "' -enc '", 'p.exe –enc x', true],
    ['f|windash|contains', "' -enc '", 'p.exe enc x', false],
    ['f|base64|contains', 'hello world', `x${btoa('hello world')}`, true],
    ['f|base64offset|contains', 'foobar', btoa('xfoobarx'), true],
    ['f|base64offset|contains', 'foobar', btoa('xxfoobarx'), true],
    ['f|base64offset|contains', 'foobar', btoa('xxxfoobarx'), true],
    ['f|base64offset|contains', 'foobar', btoa('xxxfoobax'), false],
    ['f|wide|base64offset|contains', 'ping', btoa('xp\0i\0n\0g\0x'), true],
    ['f|utf16le|base64|contains', 'ab', btoa('a\0b\0').slice(0, 4), false],
    ['f|utf16be|base64|contains', 'ab', btoa('\0a\0b'), true],
    ['f|utf16|base64|contains', 'ab', btoa('\xff\xfea\0b\0'), true],
  ] as const)('%s: %s against %o', (key, value, seen, expected) => {
    expect(fits(key, value, seen as FieldValue)).toBe(expected)
  })

  test('a missing field, null and an empty text are three things', () => {
    const seen = { missing: undefined, nothing: null, empty: '' } as const
    const table = (key: string, value: string) =>
      Object.fromEntries(Object.entries(seen).map(([name, v]) => [name, fits(key, value, v)]))
    expect(table('f', 'null')).toEqual({ missing: true, nothing: true, empty: false })
    expect(table('f', "''")).toEqual({ missing: false, nothing: false, empty: true })
    expect(table('f|exists', 'true')).toEqual({ missing: false, nothing: true, empty: true })
    expect(table('f|exists', 'false')).toEqual({ missing: true, nothing: false, empty: false })
    expect(table('f', "'*'")).toEqual({ missing: false, nothing: false, empty: true })
  })
  test('fieldref compares with another field', () => {
    const rule = 's:\n  a|fieldref: b\ncondition: s'
    expect(matches(rule, record({ a: 'X', b: 'x' }))).toBe(true)
    expect(matches(rule, record({ a: 'X', b: 'y' }))).toBe(false)
    expect(matches(rule, record({ a: 'X' }))).toBe(false)
    expect(matches('s:\n  a|fieldref|endswith: b\ncondition: s', record({ a: 'longx', b: 'X' }))).toBe(true)
  })
  test('keywords search the line, or every value where there is none', () => {
    const rule = "keywords:\n  - one\n  - 't*o'\ncondition: keywords"
    expect(matches(rule, record({ a: 'x' }, 'say TWO'))).toBe(true)
    expect(matches(rule, record({ a: 'x', b: 'One' }))).toBe(true)
    expect(matches(rule, record({ a: 'one' }, 'nothing here'))).toBe(false)
    expect(
      matches("keywords:\n  '|all':\n    - a1\n    - b2\ncondition: keywords", record({}, 'b2 a1')),
    ).toBe(true)
    expect(matches("keywords:\n  '|all':\n    - a1\n    - b2\ncondition: keywords", record({}, 'b2'))).toBe(
      false,
    )
  })
})
