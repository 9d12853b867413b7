import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { packBlockList, readBlockList } from '../../../../../main/probe/normalise/state/block-list.ts'

const data = '../shared/data/blocklists'
const packed = (text: string) => packBlockList([{ name: 'list', keys: readBlockList(text).keys }])

describe('formats', () => {
  test.each([
    [
      'Feodo Tracker',
      '# comment\n"first_seen_utc","dst_ip","dst_port"\n"2021-01-17 07:30:05","67.213.75.205","443"\n',
      '67.213.75.205',
    ],
    [
      'URLhaus with an address',
      '"1","2026-05-28 16:56:18","http://110.36.13.156:48576/bin.sh","online"\n',
      '110.36.13.156',
    ],
    [
      'URLhaus with a name',
      '"1","2026-05-28 16:56:18","http://files.example.net/bin.sh","online"\n',
      'https://files.example.net/bin.sh',
    ],
    [
      'ThreatFox JSON',
      '{"query_status":"ok","data":[{"ioc":"139.180.203.104:443","confidence_level":100}]}',
      '139.180.203.104',
    ],
    [
      'an object a line',
      '{"ioc":"139.180.203.104:443","confidence_level":100}\n{"ioc":"192.0.2.9"}\n',
      '192.0.2.9',
    ],
    [
      'JPCERT/CC',
      'date,URL,description\n2025/10/01 10:25:00,https://driect-x.example/client_pc/index.php,信託銀行\n',
      'http://driect-x.example/client_pc/index.php',
    ],
    ['one a line', 'bad.example.net\n2001:db8::7\n', '2001:DB8::7'],
  ])('%s', (_, text, key) => expect(packed(text).find(key)).toEqual({ list: 'list' }))

  test('one bad page does not make a whole shared host bad', () => {
    const list = packed('https://storage.example.com/u/evil.html\n')
    expect(list.find('storage.example.com')).toBeNull()
    expect(list.find('https://storage.example.com/u/other.html')).toBeNull()
  })
  test('what ThreatFox is not sure of is left out', () => {
    expect(packed('{"data":[{"ioc":"192.0.2.1:80","confidence_level":50}]}').size).toBe(0)
  })
})

test('finds what is in it and nothing else', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.ipV4(), { maxLength: 300 }), fc.ipV4(), (keys, other) => {
      const list = packBlockList([
        { name: 'a', keys: keys.slice(0, 100) },
        { name: 'b', keys: keys.slice(100) },
      ])
      expect(list.size).toBe(keys.length)
      for (const [i, key] of keys.entries()) expect(list.find(key)).toEqual({ list: i < 100 ? 'a' : 'b' })
      if (!keys.includes(other)) expect(list.find(other)).toBeNull()
    }),
  )
})

test('no text makes the reader throw', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => void packed(text)))
})

test('300,000 entries stay small', () => {
  const keys = Array.from(
    { length: 300_000 },
    (_, i) => `${1 + (i % 223)}.${(i >> 4) & 255}.${(i >> 12) & 255}.${i % 251}`,
  )
  const before = process.memoryUsage().arrayBuffers
  const list = packBlockList([{ name: 'big', keys }])
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(30e6)
  expect(list.size).toBe(new Set(keys).size)
  expect(list.find('250.1.1.1')).toBeNull()
})

test.skipIf(!existsSync(data))('real lists', () => {
  const read = (name: string) => readBlockList(readFileSync(`${data}/${name}`, 'utf8'))
  expect(read('feodo.sample.txt').keys).toEqual(['67.213.75.205'])
  expect(read('urlhaus.sample.txt').keys).toEqual(['110.36.13.156'])
  const phishing = read('jpcert-phishurl-202510.csv')
  // The heading is no entry.
  expect(phishing.skipped).toBeLessThan(10)
  expect(phishing.keys.length).toBeGreaterThan(2000)
})
