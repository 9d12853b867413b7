import { expect, test } from 'vitest'
import { createSenders } from '../../../../../main/probe/sources/syslog/senders.ts'

test('only named addresses and networks may send', () => {
  const senders = createSenders(['192.168.1.1', '10.1.0.0/16', 'FD00::1'])
  for (const ok of ['192.168.1.1', '10.1.255.3', 'fd00::1']) expect(senders.allows(ok)).toBe(true)
  for (const no of ['192.168.1.10', '10.2.0.1', 'fd00::2', '', '127.0.0.1'])
    expect(senders.allows(no)).toBe(false)
  expect(senders.refused()).toBe(5)
})

test('nobody is named: nobody may; nonsense allows nobody', () => {
  expect(createSenders([]).allows('127.0.0.1')).toBe(false)
  const senders = createSenders(['', '1.2.3.4/99', '1.2.3.4/x', 'x/8', '300.1.1.1/8'])
  expect(['1.2.3.4', '', 'x', '300.1.1.1'].map(senders.allows)).toEqual([false, false, false, false])
})

test('ten thousand strangers are counted, twenty are remembered', () => {
  const senders = createSenders(['192.168.1.1'])
  for (let i = 0; i < 10_000; i++) senders.allows(`10.0.${i >> 8}.${i & 255}`)
  expect([senders.refused(), senders.strangers().length]).toEqual([10_000, 20])
})
