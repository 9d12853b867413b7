// Letters and digits that are not mistaken for each other when spoken or written: no 0/O, 1/I/L, 8/B, 5/S, 2/Z.
const alphabet = '34679ACDEFGHJKMNPQRTUVWXY'

/**
 * Receipt number of a request, made on this PC at once: month, day and four signs (`1123-K7QX`).
 * `random` gives numbers in [0, 1). Pure.
 */
export const receiptNumber = (date: Date, random: () => number): string => {
  const two = (n: number) => String(n).padStart(2, '0')
  const signs = Array.from({ length: 4 }, () => alphabet[Math.floor(random() * alphabet.length)])
  return `${two(date.getMonth() + 1)}${two(date.getDate())}-${signs.join('')}`
}
