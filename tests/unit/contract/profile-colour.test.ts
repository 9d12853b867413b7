import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { profileSchema } from '../../../main/contract/profile.ts'
import { contrast, profileShades } from '../../../main/contract/profile-colour.ts'

const withColour = (colour: string) =>
  profileSchema.safeParse({ schema: 1, id: 'a', operator: 'A', service: 'B', colour })

describe("a provider's colour", () => {
  test('contrast as WCAG defines it', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5)
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2)
  })
  test('what is no colour, or too light to be read, is refused with a reason', () => {
    expect(withColour('#0055ad').success).toBe(true)
    expect(withColour('blue').error?.message).toContain('#rrggbb')
    expect(withColour('#ffcc00').error?.message).toContain('too light')
    expect(withColour('url(https://x)').success).toBe(false)
  })
  test('every colour that is taken can be read on every ground of the page', () => {
    const css = readFileSync(join(import.meta.dirname, '../../../assets/styles/theme.css'), 'utf8')
    const long = (hex: string) =>
      hex.length === 4 ? `#${[...hex.slice(1)].map((c) => c + c).join('')}` : hex
    const grounds = ['--page', '--ground', '--ground-2', '--tint'].map((name) => {
      const [, light = '', dark = ''] =
        new RegExp(`${name}: light-dark\\((#\\w+), (#\\w+)\\)`).exec(css) ?? []
      return { light: long(light), dark: long(dark) }
    })
    const [, ink = '', darkInk = ''] = /--main-ink: light-dark\((#\w+), (#\w+)\)/.exec(css) ?? []
    const hex = fc
      .integer({ min: 0, max: 0xffffff })
      .map((n) => `#${n.toString(16).padStart(6, '0')}`)
      .filter((c) => withColour(c).success)
    fc.assert(
      fc.property(hex, (colour) => {
        const { light, lightOver, dark, darkOver } = profileShades(colour)
        for (const ground of grounds) {
          expect(contrast(light, ground.light)).toBeGreaterThanOrEqual(4.5)
          expect(contrast(dark, ground.dark)).toBeGreaterThanOrEqual(4.5)
        }
        for (const c of [light, lightOver]) expect(contrast(c, long(ink))).toBeGreaterThanOrEqual(4.5)
        for (const c of [dark, darkOver]) expect(contrast(c, long(darkInk))).toBeGreaterThanOrEqual(4.5)
      }),
      { numRuns: 500 },
    )
  })
})
