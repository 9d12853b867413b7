/** Longest side in pixels: a screen's small writing can still be read. */
const longest = 2000
/** Base64 signs that go to the app in one call. */
const room = 700_000

const toBase64 = async (blob: Blob): Promise<string> => {
  const bytes = new Uint8Array(await blob.arrayBuffer())
  let text = ''
  for (let i = 0; i < bytes.length; i += 0x8000) text += String.fromCharCode(...bytes.subarray(i, i + 0x8000))
  return btoa(text)
}

/**
 * A picture as a JPEG of at most 2000 pixels a side and about 500 kB, in base64; drawn anew, so that what a phone writes into a
 * photo (place, device) is not in it. null: it is no picture that the browser can read.
 */
export const smallPhoto = async (file: Blob): Promise<string | null> => {
  let picture: ImageBitmap
  try {
    picture = await createImageBitmap(file)
  } catch {
    return null
  }
  const canvas = document.createElement('canvas')
  for (let side = longest; side > 200; side *= 0.8) {
    const scale = Math.min(1, side / Math.max(picture.width, picture.height))
    canvas.width = Math.max(1, Math.round(picture.width * scale))
    canvas.height = Math.max(1, Math.round(picture.height * scale))
    const pen = canvas.getContext('2d')
    if (!pen) return null
    // Where the picture is see-through, JPEG would be black.
    pen.fillStyle = '#ffffff'
    pen.fillRect(0, 0, canvas.width, canvas.height)
    pen.drawImage(picture, 0, 0, canvas.width, canvas.height)
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', 0.8))
    if (!blob) return null
    const base64 = await toBase64(blob)
    if (base64.length <= room) return base64
  }
  return null
}
