/**
 * What a container's own check sums and markers say.
 * `broken`: parts are there and contradict each other. `incomplete`: right so far, the end is missing (still being
 * written). `unknown`: encrypted, an unknown filter, too large: not judged, never "broken".
 */
export type ContainerVerdict = 'good' | 'broken' | 'incomplete' | 'unknown'

/** Most bytes that one check unpacks; what lies beyond stays unread. */
export const unpackLimit = 8 * 1024 * 1024

/** A view with bounds-checked little-endian and big-endian reads: −1 beyond the end. */
export const readerOf = (bytes: Uint8Array) => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const inside = (at: number, n: number) => at >= 0 && at + n <= bytes.length
  return {
    u16: (at: number) => (inside(at, 2) ? view.getUint16(at, true) : -1),
    u32: (at: number) => (inside(at, 4) ? view.getUint32(at, true) : -1),
    u16be: (at: number) => (inside(at, 2) ? view.getUint16(at, false) : -1),
    u32be: (at: number) => (inside(at, 4) ? view.getUint32(at, false) : -1),
  }
}
