import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { trayIconFile } from '../../../main/hosts/electron/tray-icon.ts'
import { trayStates } from '../../../main/present/tray-state.ts'

const assets = join(import.meta.dirname, '../../../assets')
type Pixels = { size: number; grey: number[]; alpha: number[] }

/** The sizes in an ICO, and the pixels of its small images as a panel of the given grey shows them. */
const readIco = (file: string) => {
  const bytes = readFileSync(file)
  const entries = Array.from({ length: bytes.readUInt16LE(4) }, (_, i) => 6 + 16 * i).map((at) => ({
    size: bytes[at] || 256,
    offset: bytes.readUInt32LE(at + 12),
  }))
  const pixels = (wanted: number, panel: number): Pixels => {
    const entry = entries.find((e) => e.size === wanted)
    if (!entry) throw new Error(`${file} has no ${wanted} px`)
    const grey: number[] = []
    const alpha: number[] = []
    for (let i = 0; i < wanted * wanted; i++) {
      const at = entry.offset + 40 + i * 4
      const [b = 0, g = 0, r = 0, a = 0] = bytes.subarray(at, at + 4)
      const luma = 0.2126 * r + 0.7152 * g + 0.0722 * b
      grey.push((luma * a + panel * (255 - a)) / 255)
      alpha.push(a / 255)
    }
    return { size: wanted, grey, alpha }
  }
  return { sizes: entries.map((e) => e.size), pixels }
}

const pairs = trayStates.flatMap((a, i) => trayStates.slice(i + 1).map((b) => [a, b] as const))

describe('the four tray states', () => {
  test.each(pairs)('%s and %s differ in shape at 16 px, whatever the colour', (a, b) => {
    const shape = (o: (typeof trayStates)[number]) =>
      readIco(trayIconFile(assets, 'win32', o, false)).pixels(16, 255).alpha
    const other = shape(b)
    const differing = shape(a).filter((x, i) => Math.abs(x - (other[i] ?? 0)) > 0.5).length
    // A tenth of the square: more than a rim, so that the eye sees another figure.
    expect(differing).toBeGreaterThan(25)
  })
  test.each([
    [false, 243],
    [true, 32],
  ])('stand out in greyscale (dark task bar: %s)', (dark, panel) => {
    for (const overall of trayStates) {
      const { grey, alpha } = readIco(trayIconFile(assets, 'win32', overall, dark)).pixels(16, panel)
      const solid = grey.filter((_, i) => (alpha[i] ?? 0) > 0.9)
      const mean = solid.reduce((sum, g) => sum + g, 0) / solid.length
      expect(Math.abs(mean - panel)).toBeGreaterThan(90)
    }
  })
  test('come in every size that Windows asks for', () => {
    for (const overall of trayStates)
      expect(readIco(trayIconFile(assets, 'win32', overall, true)).sizes).toEqual([16, 20, 24, 32, 48, 64])
  })
  test('macOS gets template images for both densities, Linux a PNG', () => {
    const side = (file: string) => readFileSync(file).readUInt32BE(16)
    for (const overall of trayStates) {
      const file = trayIconFile(assets, 'darwin', overall, false)
      expect(file).toMatch(/Template\.png$/)
      expect([side(file), side(file.replace('.png', '@2x.png'))]).toEqual([18, 36])
      expect(side(trayIconFile(assets, 'linux', overall, false))).toBe(24)
    }
  })
})

test('the app icon has the sizes that installers need', () => {
  expect(readIco(join(assets, 'icons/icon.ico')).sizes).toEqual([16, 24, 32, 48, 64, 128, 256])
  expect(readFileSync(join(assets, 'icons/icon.icns')).toString('latin1', 0, 4)).toBe('icns')
})
