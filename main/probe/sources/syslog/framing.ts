/** Cuts a stream of bytes into syslog messages. Holds at most one message of `maxLine` bytes. */
export type Framer = {
  /** New bytes; gives the whole messages they complete. */
  push: (bytes: Buffer) => Buffer[]
  /** The stream ended; gives what was left over as a last message, if anything. */
  end: () => Buffer[]
  /** Messages that were longer than allowed and were cut. */
  cut: () => number
}

const newline = 0x0a
const nul = 0x00
const digit = (b: number | undefined) => b !== undefined && b >= 0x30 && b <= 0x39
const most = 7

/** `123 <34>…`: the count and where the message starts; `more`: cannot tell yet; null: this is no octet count. */
const octetCount = (b: Buffer): { size: number; from: number } | 'more' | null => {
  let i = 0
  while (i < b.length && i <= most && digit(b[i])) i++
  if (i === 0 || i > most || b[0] === 0x30) return null
  if (i === b.length) return 'more'
  if (b[i] !== 0x20) return null
  if (i + 1 === b.length) return 'more'
  // `1 2026-…` (a version without PRI) and `404 not found` are lines, not counts.
  return b[i + 1] === 0x3c ? { size: Number(b.toString('latin1', 0, i)), from: i + 1 } : null
}

/**
 * Both framings of RFC 6587, told apart message by message: octet counting where a count stands before `<`, else lines
 * that end in LF or NUL. A longer message than `maxLine` bytes is cut, its rest left out, and counted. Pure apart
 * from its own memory.
 */
export const createFramer = (maxLine = 64 * 1024): Framer => {
  let rest: Buffer = Buffer.alloc(0)
  /** Bytes of a too long counted message, or -1: up to the next line end, still to be left out. */
  let skip = 0
  let cuts = 0
  const take = (out: Buffer[], from: number, to: number) => {
    let end = to
    while (end > from && (rest[end - 1] === 0x0d || rest[end - 1] === newline || rest[end - 1] === nul)) end--
    if (end > from) out.push(Buffer.from(rest.subarray(from, end)))
  }
  const step = (out: Buffer[]): boolean => {
    if (skip > 0) {
      const n = Math.min(skip, rest.length)
      skip -= n
      rest = rest.subarray(n)
      return rest.length > 0
    }
    const count = skip === 0 ? octetCount(rest) : null
    if (count === 'more') return false
    if (count) {
      const { size, from } = count
      if (rest.length - from >= Math.min(size, maxLine)) {
        take(out, from, from + Math.min(size, maxLine))
        rest = rest.subarray(from + Math.min(size, maxLine))
        if (size > maxLine) {
          skip = size - maxLine
          cuts++
        }
        return rest.length > 0
      }
      return false
    }
    const lf = rest.indexOf(newline)
    const zero = rest.indexOf(nul)
    const at = lf < 0 ? zero : zero < 0 ? lf : Math.min(lf, zero)
    if (at >= 0) {
      if (skip === 0) {
        take(out, 0, Math.min(at, maxLine))
        if (at > maxLine) cuts++
      }
      skip = 0
      rest = rest.subarray(at + 1)
      return rest.length > 0
    }
    if (rest.length > maxLine) {
      if (skip === 0) {
        take(out, 0, maxLine)
        cuts++
      }
      skip = -1
      rest = Buffer.alloc(0)
    }
    return false
  }
  return {
    push(bytes) {
      rest = rest.length === 0 ? bytes : Buffer.concat([rest, bytes])
      const out: Buffer[] = []
      while (rest.length > 0 && step(out));
      // A view would keep the whole received block alive.
      rest = Buffer.from(rest)
      return out
    },
    end() {
      const out: Buffer[] = []
      if (skip === 0) {
        const count = octetCount(rest)
        take(out, count && count !== 'more' ? count.from : 0, Math.min(rest.length, maxLine))
      }
      rest = Buffer.alloc(0)
      skip = 0
      return out
    },
    cut: () => cuts,
  }
}
