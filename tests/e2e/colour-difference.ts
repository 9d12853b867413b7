/** A colour as the screen shows it: red, green, blue, 0–255. */
export type Rgb = readonly [number, number, number]

const linear = (v: number) => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4)
const encoded = (v: number) =>
  255 * (v <= 0.0031308 ? 12.92 * v : 1.055 * Math.min(1, Math.max(0, v)) ** (1 / 2.4) - 0.055)

/** Dichromats' sight, severity 1.0: Machado, Oliveira, Fernandes (2009), on linear light. */
const sights = {
  normal: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  protan: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deutan: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  tritan: [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
} as const
export type Sight = keyof typeof sights
export const sightNames = Object.keys(sights) as Sight[]

/** How a colour looks to somebody with that sight. */
export const seenBy = (sight: Sight, rgb: Rgb): Rgb => {
  const m: readonly number[] = sights[sight]
  const [r, g, b] = rgb.map(linear) as [number, number, number]
  const row = (i: number) => encoded((m[i] ?? 0) * r + (m[i + 1] ?? 0) * g + (m[i + 2] ?? 0) * b)
  return [row(0), row(3), row(6)]
}

const labOf = (rgb: Rgb): [number, number, number] => {
  const [r, g, b] = rgb.map(linear) as [number, number, number]
  const f = (t: number) => (t > 216 / 24389 ? Math.cbrt(t) : (841 / 108) * t + 4 / 29)
  const x = f((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047)
  const y = f(0.2126729 * r + 0.7151522 * g + 0.072175 * b)
  const z = f((0.0193339 * r + 0.119192 * g + 0.9503041 * b) / 1.08883)
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)]
}

const degrees = (radians: number) => (radians * 180) / Math.PI
const radians = (deg: number) => (deg * Math.PI) / 180

/** CIEDE2000 (Sharma, Wu, Dalal 2005): 0 the same, about 2 just seen, above 10 seen at a glance. */
export const deltaE = (one: Rgb, two: Rgb): number => {
  const [l1, a1, b1] = labOf(one)
  const [l2, a2, b2] = labOf(two)
  const c = (Math.hypot(a1, b1) + Math.hypot(a2, b2)) / 2
  const g = 0.5 * (1 - Math.sqrt(c ** 7 / (c ** 7 + 25 ** 7)))
  const c1 = Math.hypot(a1 * (1 + g), b1)
  const c2 = Math.hypot(a2 * (1 + g), b2)
  const hue = (a: number, b: number) => (a === 0 && b === 0 ? 0 : (degrees(Math.atan2(b, a)) + 360) % 360)
  const h1 = hue(a1 * (1 + g), b1)
  const h2 = hue(a2 * (1 + g), b2)
  const turn = c1 * c2 === 0 ? 0 : h2 - h1 > 180 ? h2 - h1 - 360 : h2 - h1 < -180 ? h2 - h1 + 360 : h2 - h1
  const dh = 2 * Math.sqrt(c1 * c2) * Math.sin(radians(turn) / 2)
  const lm = (l1 + l2) / 2
  const cm = (c1 + c2) / 2
  const sum = h1 + h2
  const hm =
    c1 * c2 === 0 ? sum : Math.abs(h1 - h2) <= 180 ? sum / 2 : sum < 360 ? (sum + 360) / 2 : (sum - 360) / 2
  const t =
    1 -
    0.17 * Math.cos(radians(hm - 30)) +
    0.24 * Math.cos(radians(2 * hm)) +
    0.32 * Math.cos(radians(3 * hm + 6)) -
    0.2 * Math.cos(radians(4 * hm - 63))
  const sl = 1 + (0.015 * (lm - 50) ** 2) / Math.sqrt(20 + (lm - 50) ** 2)
  const sc = 1 + 0.045 * cm
  const sh = 1 + 0.015 * cm * t
  const rt =
    -2 *
    Math.sqrt(cm ** 7 / (cm ** 7 + 25 ** 7)) *
    Math.sin(radians(60 * Math.exp(-(((hm - 275) / 25) ** 2))))
  const dl = (l2 - l1) / sl
  const dc = (c2 - c1) / sc
  return Math.sqrt(dl ** 2 + dc ** 2 + (dh / sh) ** 2 + rt * dc * (dh / sh))
}

/** Contrast of WCAG: 1 to 21. */
export const contrast = (one: Rgb, two: Rgb): number => {
  const light = (rgb: Rgb) => {
    const [r, g, b] = rgb.map(linear) as [number, number, number]
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const [a, b] = [light(one), light(two)]
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
}
