import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createBlockListBuilder } from '../../../../../main/probe/normalise/state/block-list.ts'
import {
  createBlockListReader,
  readJsonBlockList,
} from '../../../../../main/probe/normalise/state/block-list-text.ts'

const data = '../shared/data/blocklists'
const keysOf = (text: string): string[] => {
  const reader = createBlockListReader()
  return readJsonBlockList(text) ?? text.split('\n').flatMap((line) => reader.line(line))
}
const packBlockList = (lists: { name: string; keys: string[] }[]) => {
  const builder = createBlockListBuilder()
  for (const { name, keys } of lists) {
    builder.list(name)
    for (const key of keys) builder.add(key)
  }
  return builder.done()
}
const packed = (text: string) => packBlockList([{ name: 'list', keys: keysOf(text) }])

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
    [
      'ThreatFox, export by id',
      '{"1819558":[{"ioc_value":"139.180.203.104:443","ioc_type":"ip:port","confidence_level":100}]}',
      '139.180.203.104',
    ],
    [
      'ThreatFox CSV, by its heading',
      '# "first_seen_utc","ioc_id","ioc_value","ioc_type","malware_printable","confidence_level"\n"2026-05-28 16:41:22", "1", "139.180.203.104:443", "ip:port", "a, ""b"" win.x", "100"\n',
      '139.180.203.104',
    ],
    ['Feodo Tracker JSON', '[{"ip_address":"67.213.75.205","port":443,"status":"offline"}]', '67.213.75.205'],
    ['one a line', 'bad.example.net\n2001:db8::7\n', '2001:DB8::7'],
  ])('%s', (_, text, key) => expect(packed(text).find(key)).toEqual({ list: 'list' }))

  test('one bad page does not make a whole shared host bad', () => {
    const list = packed('https://storage.example.com/u/evil.html\n')
    expect(list.find('storage.example.com')).toBeNull()
    expect(list.find('https://storage.example.com/u/other.html')).toBeNull()
  })
  test('what ThreatFox is not sure of is left out', () => {
    expect(packed('{"data":[{"ioc":"192.0.2.1:80","confidence_level":50}]}').size).toBe(0)
    const heading = '"first_seen_utc","ioc_id","ioc_value","ioc_type","confidence_level"\n'
    expect(packed(`${heading}"2026-05-28","1","192.0.2.1:80","ip:port","50"\n`).size).toBe(0)
  })
  test('only the column that a heading names counts', () => {
    const list = packed(
      '"first_seen_utc","ioc_id","ioc_value","ioc_type","malware_printable"\n"x","1","a502120e","sha256_hash","win.emotet"\n',
    )
    expect(list.size).toBe(0)
  })
  test.each([
    ['# Last updated: 2026-11-20 03:04:05 UTC\n192.0.2.1\n', '2026-11-20 03:04'],
    [
      '2025/10/01 10:25:00,https://a.example/x,b\n2025/10/31 09:00:00,https://b.example/x,b\n',
      '2025-10-31 09:00',
    ],
    ['192.0.2.1\n', null],
  ])('the age that a list tells of itself: %j', (text, latest) => {
    const reader = createBlockListReader()
    for (const line of text.split('\n')) reader.line(line)
    expect(reader.latest()).toBe(latest)
  })
  test('a hostile line costs little', () => {
    for (const piece of ['"', ',', '"",', '[', 'a.', '{"a":[', ' ']) {
      const reader = createBlockListReader()
      for (let i = 0; i < 20; i += 1) reader.line(piece.repeat(1_000_000))
    }
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
  const read = (name: string) => keysOf(readFileSync(`${data}/${name}`, 'utf8'))
  expect(read('feodo.sample.txt')).toEqual(['67.213.75.205'])
  expect(read('urlhaus.sample.txt')).toEqual(['110.36.13.156'])
  // Hashes of files are no addresses.
  expect(read('threatfox.sample.txt')).toEqual([])
  expect(read('threatfox.api.sample.json')).toEqual(['https://www.secure-accounts-verify.com/submit-task'])
  const lines = readFileSync(`${data}/jpcert-phishurl-202510.csv`, 'utf8').trim().split('\n').length
  const phishing = read('jpcert-phishurl-202510.csv')
  // The heading is no entry, and a few of the URLs have a broken host.
  expect(phishing.length).toBeGreaterThan(lines * 0.99)
})
