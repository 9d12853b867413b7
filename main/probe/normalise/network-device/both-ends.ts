import type { NetworkEnd } from '../../../contract/event.ts'
import { endsOf } from './end-names.ts'
import type { Fields } from './fields.ts'
import { endsInText } from './free-text.ts'
import type { Reading } from './reading.ts'

const fill = (given: NetworkEnd, other: NetworkEnd): NetworkEnd => {
  const end: NetworkEnd = { ...other, ...given }
  // A port belongs to its address: never one line's port to another address.
  if (given.port === undefined && given.address && other.address && given.address !== other.address)
    delete end.port
  for (const key of Object.keys(end) as (keyof NetworkEnd)[]) if (end[key] === undefined) delete end[key]
  return end
}

export type Ends = {
  src: NetworkEnd
  dst: NetworkEnd
  /** The destination is only a guess from a word in free text. */
  guessed: boolean
}

/** Both ends of a line: what the format found, then named values, then free text where an address is still open. Pure. */
export const bothEnds = (
  reading: Reading,
  fields: Fields,
  text: string,
  others: readonly (string | undefined)[],
): Ends => {
  const named = fields.size > 0 ? endsOf(fields) : { src: {}, dst: {} }
  let src = fill(reading.src ?? {}, named.src)
  let dst = fill(reading.dst ?? {}, named.dst)
  if (text === '' || (src.address && dst.address)) return { src, dst, guessed: false }
  const loose = endsInText(text, [...others, named.src.nat?.address, named.dst.nat?.address])
  const neither = !src.address && !dst.address
  const guessed = !dst.address && loose.dst.address !== undefined && loose.dst.address !== src.address
  if (neither || (!src.address && loose.src.address !== dst.address)) src = fill(src, loose.src)
  if (guessed) dst = fill(dst, loose.dst)
  return { src, dst, guessed }
}
