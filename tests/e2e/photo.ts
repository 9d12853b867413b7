import type { Page } from '@playwright/test'

/**
 * A photo as a phone makes it: 400 × 300, red on the left and green on the right, with a place written beside the
 * picture. Made by a browser, so that it is a real JPEG.
 */
export const phonePhoto = async (page: Page): Promise<Buffer> => {
  const scratch = await page.context().newPage()
  const plain = await scratch.evaluate(async () => {
    const canvas = new OffscreenCanvas(400, 300)
    const context = canvas.getContext('2d')
    if (!context) throw new Error('no canvas')
    context.fillStyle = '#d00000'
    context.fillRect(0, 0, 200, 300)
    context.fillStyle = '#00a000'
    context.fillRect(200, 0, 200, 300)
    const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.95 })
    return [...new Uint8Array(await blob.arrayBuffer())]
  })
  await scratch.close()
  const note = Buffer.from('Exif\0\0MM\0*\0\0\0\x08GPS 34.6937N 135.5023E Sato Hanako')
  const header = Buffer.from([0xff, 0xe1, (note.length + 2) >> 8, (note.length + 2) & 0xff])
  return Buffer.concat([Buffer.from(plain.slice(0, 2)), header, note, Buffer.from(plain.slice(2))])
}

/** The picture's size and its colours at some places, as `r,g,b`. */
export const coloursAt = async (
  page: Page,
  bytes: Buffer,
  places: readonly (readonly [number, number])[],
): Promise<{ width: number; height: number; colours: number[][] }> => {
  const scratch = await page.context().newPage()
  const answer = await scratch.evaluate(
    async ({ data, at }) => {
      const image = new Image()
      image.src = `data:image/jpeg;base64,${data}`
      await image.decode()
      const canvas = new OffscreenCanvas(image.width, image.height)
      const context = canvas.getContext('2d')
      if (!context) throw new Error('no canvas')
      context.drawImage(image, 0, 0)
      const colours = at.map(([x, y]) => [...context.getImageData(x, y, 1, 1).data.slice(0, 3)])
      return { width: image.width, height: image.height, colours }
    },
    { data: bytes.toString('base64'), at: places.map(([x, y]) => [x, y] as [number, number]) },
  )
  await scratch.close()
  return answer
}
export const isBlack = (c: readonly number[] | undefined): boolean =>
  c !== undefined && c.every((v) => v < 24)
