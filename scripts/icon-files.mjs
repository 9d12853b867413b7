/** One image: side in pixels, its RGBA bytes (row by row from the top) and its PNG. */

/**
 * A 32-bit bitmap as it lies in an ICO: header, rows from the bottom in BGRA, and the one-bit mask for old programs.
 * @param {{size: number, rgba: Uint8Array}} image
 */
const bitmap = ({ size, rgba }) => {
  const maskRow = Math.ceil(size / 32) * 4
  const out = Buffer.alloc(40 + size * size * 4 + maskRow * size)
  out.writeUInt32LE(40, 0)
  out.writeInt32LE(size, 4)
  // Twice the height: picture and mask.
  out.writeInt32LE(size * 2, 8)
  out.writeUInt16LE(1, 12)
  out.writeUInt16LE(32, 14)
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++) {
      const from = ((size - 1 - y) * size + x) * 4
      const to = 40 + (y * size + x) * 4
      out.set([rgba[from + 2], rgba[from + 1], rgba[from], rgba[from + 3]], to)
      if (rgba[from + 3] < 128) out[40 + size * size * 4 + y * maskRow + (x >> 3)] |= 0x80 >> (x & 7)
    }
  return out
}

/**
 * A Windows ICO. Small images are bitmaps (some programs cannot read small PNGs in an ICO), 256 px is a PNG.
 * @param {{size: number, rgba: Uint8Array, png: Buffer}[]} images
 */
export const icoFile = (images) => {
  const bodies = images.map((i) => (i.size >= 256 ? i.png : bitmap(i)))
  const head = Buffer.alloc(6 + 16 * images.length)
  head.writeUInt16LE(1, 2)
  head.writeUInt16LE(images.length, 4)
  let offset = head.length
  images.forEach(({ size }, i) => {
    const at = 6 + 16 * i
    head[at] = size % 256
    head[at + 1] = size % 256
    head.writeUInt16LE(1, at + 4)
    head.writeUInt16LE(32, at + 6)
    head.writeUInt32LE(bodies[i].length, at + 8)
    head.writeUInt32LE(offset, at + 12)
    offset += bodies[i].length
  })
  return Buffer.concat([head, ...bodies])
}

const icnsTypes = { 16: 'icp4', 32: 'icp5', 64: 'icp6', 128: 'ic07', 256: 'ic08', 512: 'ic09', 1024: 'ic10' }

/**
 * A macOS ICNS of PNGs.
 * @param {{size: number, png: Buffer}[]} images
 */
export const icnsFile = (images) => {
  const parts = images.map(({ size, png }) => {
    const head = Buffer.alloc(8)
    head.write(icnsTypes[size], 0, 'latin1')
    head.writeUInt32BE(png.length + 8, 4)
    return Buffer.concat([head, png])
  })
  const head = Buffer.alloc(8)
  head.write('icns', 0, 'latin1')
  head.writeUInt32BE(8 + parts.reduce((sum, p) => sum + p.length, 0), 4)
  return Buffer.concat([head, ...parts])
}
