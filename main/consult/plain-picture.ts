// Markers of a JPEG that may stand before its picture data, and what they would tell: APP1 holds EXIF and XMP (place,
// time, owner), APP13 Photoshop's notes, APP2 and higher whatever a maker likes, COM words.
const isTelling = (marker: number) => (marker >= 0xe1 && marker <= 0xef) || marker === 0xfe

/**
 * Is it a JPEG that tells nothing but its picture? The page redraws every photo, so that place and owner are gone; this
 * makes sure of it once more before the bytes may lie in the outbox. Pure.
 */
export const isPlainPicture = (bytes: Uint8Array): boolean => {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return false
  let at = 2
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) return false
    const marker = bytes[at + 1] ?? 0
    // From here on only picture data comes, and the mark of its end.
    if (marker === 0xda) return bytes.at(-2) === 0xff && bytes.at(-1) === 0xd9
    // APP2 is let through for a colour profile only.
    const isProfile = marker === 0xe2 && text(bytes, at + 4, 11) === 'ICC_PROFILE'
    if (isTelling(marker) && !isProfile) return false
    const length = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0)
    if (length < 2) return false
    at += 2 + length
  }
  return false
}

const text = (bytes: Uint8Array, from: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(from, from + length))
