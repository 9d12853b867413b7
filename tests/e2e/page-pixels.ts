import type { Locator, Page } from '@playwright/test'
import { contrast, type Rgb } from './colour-difference.ts'

/** A picture's pixels, counted by colour, the most frequent first. */
export const coloursOf = async (page: Page, locator: Locator): Promise<{ rgb: Rgb; count: number }[]> => {
  const png = (await locator.screenshot()).toString('base64')
  // Decoding needs a canvas; an empty page has no content policy that would forbid the picture.
  const scratch = await page.context().newPage()
  const counts = await scratch.evaluate(async (data) => {
    const image = new Image()
    image.src = `data:image/png;base64,${data}`
    await image.decode()
    const canvas = new OffscreenCanvas(image.width, image.height)
    const context = canvas.getContext('2d')
    if (!context) throw new Error('no canvas')
    context.drawImage(image, 0, 0)
    const pixels = context.getImageData(0, 0, image.width, image.height).data
    const found = new Map<number, number>()
    for (let i = 0; i < pixels.length; i += 4) {
      const key = ((pixels[i] ?? 0) << 16) | ((pixels[i + 1] ?? 0) << 8) | (pixels[i + 2] ?? 0)
      found.set(key, (found.get(key) ?? 0) + 1)
    }
    return [...found].sort((a, b) => b[1] - a[1])
  }, png)
  await scratch.close()
  return counts.map(([key, count]) => ({ rgb: [key >> 16, (key >> 8) & 255, key & 255] as const, count }))
}

/** The ground of an element, and the contrast of the text on it as it was really drawn. */
export const drawn = async (page: Page, locator: Locator): Promise<{ ground: Rgb; contrast: number }> => {
  const colours = await coloursOf(page, locator)
  const ground = colours[0]?.rgb ?? [0, 0, 0]
  // Few pixels of thin letters reach the full colour; one odd pixel must not count.
  const text = colours.filter((c) => c.count >= 4).map((c) => contrast(ground, c.rgb))
  return { ground, contrast: Math.max(1, ...text) }
}
