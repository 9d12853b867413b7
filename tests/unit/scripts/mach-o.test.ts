import { expect, test } from 'vitest'
import { isForOneProcessor } from '../../../scripts/package/mach-o.mjs'

test('a program for one kind of processor is told from a universal one and from other files', () => {
  const is = (...bytes: number[]) => isForOneProcessor(Buffer.from(bytes))
  // The first bytes of: an Intel and an Apple program (the same mark), 32 bits, a universal one, a Linux one, an empty file.
  expect(is(0xcf, 0xfa, 0xed, 0xfe, 0x07, 0, 0, 1)).toBe(true)
  expect(is(0xce, 0xfa, 0xed, 0xfe)).toBe(true)
  expect(is(0xca, 0xfe, 0xba, 0xbe, 0, 0, 0, 2)).toBe(false)
  expect(is(0x7f, 0x45, 0x4c, 0x46)).toBe(false)
  expect(is()).toBe(false)
})
