import type { Locator, Page } from '@playwright/test'
import jsQR from 'jsqr'

/** Reads a QR code off the screen, as a phone does; '' where none can be read. */
export const readQr = async (page: Page, locator: Locator): Promise<string> => {
  const png = (await locator.screenshot()).toString('base64')
  // Decoding needs a canvas; an empty page has no content policy that would forbid the picture.
  const scratch = await page.context().newPage()
  const { width, height, pixels } = await scratch.evaluate(async (data) => {
    const image = new Image()
    image.src = `data:image/png;base64,${data}`
    await image.decode()
    const canvas = new OffscreenCanvas(image.width, image.height)
    const context = canvas.getContext('2d')
    if (!context) throw new Error('no canvas')
    context.drawImage(image, 0, 0)
    const { data: bytes } = context.getImageData(0, 0, image.width, image.height)
    return { width: image.width, height: image.height, pixels: [...bytes] }
  }, png)
  await scratch.close()
  return jsQR(Uint8ClampedArray.from(pixels), width, height)?.data ?? ''
}
