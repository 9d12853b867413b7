import fc from 'fast-check'
import { expect, test } from 'vitest'
import { plainName } from '../../../desk/store/plain-name.ts'

test('no name leaves a folder, hides its end or breaks a header', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (name) => {
      const plain = plainName(name)
      expect(plain).not.toMatch(/[/\\\p{Cc}\p{Cf}"<>:|?*]/u)
      expect(plain).not.toMatch(/^\.|\.$/)
      expect(plain.length).toBeGreaterThan(0)
      expect(plain.length).toBeLessThanOrEqual(120)
      expect(() => encodeURIComponent(plain)).not.toThrow()
    }),
  )
})

test('an ordinary name stays', () => {
  expect(plainName('請求書 (3).xlsx')).toBe('請求書 (3).xlsx')
})
