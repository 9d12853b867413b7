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
 * uniform blocks of any length (its mean and variance hardly depend on it). Under 256 bytes they say too little.
 */
export const isUniform = (bytes: Uint8Array): boolean => {
  if (bytes.length < 256) return false
  const x = chiSquare(bytes)
  return x > 175 && x < 345
}

/** True where at least 1 KiB is far from noise: tables, text, instructions; what no cipher leaves behind. */
export const isStructured = (bytes: Uint8Array): boolean => bytes.length >= 1024 && chiSquare(bytes) > 1500

/** Bits a byte carries by the frequency of bytes alone: 8 for noise, 6 for base64, 4 to 5 for prose in ASCII. */
export const entropy = (bytes: Uint8Array): number => {
  const histogram = new Uint32Array(256)
  for (const b of bytes) histogram[b]!++
  let sum = 0
  for (const n of histogram) if (n > 0) sum -= (n / bytes.length) * Math.log2(n / bytes.length)
  return sum
}

/** True where all bytes are the same: a file that is still being laid out. */
export const isBlank = (bytes: Uint8Array): boolean => {
  for (const b of bytes) if (b !== bytes[0]) return false
  return true
}
