/** Pearson's chi-square of the byte histogram against the uniform one; 255 degrees of freedom. */
export const chiSquare = (bytes: Uint8Array): number => {
  const histogram = new Uint32Array(256)
  for (const b of bytes) histogram[b]!++
  const expected = bytes.length / 256
  let sum = 0
  for (const n of histogram) sum += (n - expected) ** 2
  return expected === 0 ? 0 : sum / expected
}

/**
 * True where the bytes look like uniform noise: chi-square within 175–345, which holds 99.99 % of truly
 * uniform blocks. Blocks under 1 KiB say too little and are never called uniform.
 */
export const isUniform = (bytes: Uint8Array): boolean => {
  if (bytes.length < 1024) return false
  const x = chiSquare(bytes)
  return x > 175 && x < 345
}

/** True where all bytes are the same: a file that is still being laid out. */
export const isBlank = (bytes: Uint8Array): boolean => {
  for (const b of bytes) if (b !== bytes[0]) return false
  return true
}
