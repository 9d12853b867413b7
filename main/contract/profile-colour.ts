/** A colour as red, green and blue, 0–255. */
type Rgb = readonly [number, number, number]

const parts = (hex: string): Rgb => [1, 3, 5].map((i) => Number.parseInt(hex.slice(i, i + 2), 16)) as never

const hexOf = (rgb: Rgb): string => `#${rgb.map((c) => Math.round(c).toString(16).padStart(2, '0')).join('')}`

const mixed = (hex: string, other: Rgb, share: number): string =>
  hexOf(parts(hex).map((c, i) => c * share + (other[i] ?? 0) * (1 - share)) as never)

/** Relative luminance of `#rrggbb` (WCAG 2.2), 0–1. Pure. */
const luminance = (hex: string): number => {
  const [r = 0, g = 0, b = 0] = parts(hex).map((c) => {
    const s = c / 255
    return s <= 0.04045 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

/** Contrast of two colours `#rrggbb` (WCAG 2.2), 1–21. Pure. */
export const contrast = (a: string, b: string): number => {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return (light + 0.05) / (dark + 0.05)
}

/** Least contrast of a provider's colour with white: then words in it are ≥ 4.5:1 on every ground of the page. */
export const leastContrast = 5.2

/** The shades that the page makes of a provider's colour: for buttons and links, and where the mouse is over them. */
export type ProfileShades = Record<'light' | 'lightOver' | 'dark' | 'darkOver', string>

/** Shades of `#rrggbb` for a light and a dark page. Pure. */
export const profileShades = (colour: string): ProfileShades => ({
  light: colour,
  lightOver: mixed(colour, [0, 0, 0], 0.75),
  dark: mixed(colour, [255, 255, 255], 0.4),
  darkOver: mixed(colour, [255, 255, 255], 0.25),
})
