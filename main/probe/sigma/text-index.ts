/** Finds which of many texts stand somewhere in a value, in one pass over it. */
export type TextIndex = {
  /** Calls `found` with the numbers given to each text that stands in `value`, maybe more than once, until it says true. */
  search: (value: string, found: (ids: readonly number[]) => boolean) => boolean
}

type Entry = { text: string; at: number; ids: number[] }
/** Texts filed under the fold of one of their runs of `gram` characters; `filed` has a bit for each fold in use. */
type Shelf = { slots: Map<number, Entry[]>; filed: Uint32Array }

// The last characters fold into 16 bits: older ones have been shifted out, so equal ends have equal folds.
const bits = 0x10000
const fold4 = (former: number, unit: number) => ((former << 4) ^ unit) & 0xffff
const fold1 = (_: number, unit: number) => unit & 0xffff
const fold2 = (former: number, unit: number) => ((former << 8) ^ unit) & 0xffff
type Fold = typeof fold4
const foldAt = (fold: Fold, text: string, at: number, gram: number): number => {
  let h = 0
  for (let i = at; i < at + gram; i++) h = fold(h, text.charCodeAt(i))
  return h
}

/** Files each text under its rarest run. */
const createShelf = (texts: readonly [string, number[]][], fold: Fold, gram: number): Shelf | null => {
  if (texts.length === 0) return null
  const frequency = new Uint32Array(bits)
  const foldsOf = (text: string) =>
    Array.from({ length: text.length - gram + 1 }, (_, at) => foldAt(fold, text, at, gram))
  const folded = texts.map(([text, ids]) => ({ text, ids, folds: foldsOf(text) }))
  for (const { folds } of folded) for (const h of folds) frequency[h] = (frequency[h] as number) + 1
  const shelf: Shelf = { slots: new Map(), filed: new Uint32Array(bits / 32) }
  for (const { text, ids, folds } of folded) {
    const at = folds.reduce(
      (b, h, i) => ((frequency[h] as number) < (frequency[folds[b] as number] as number) ? i : b),
      0,
    )
    const h = folds[at] as number
    const slot = shelf.slots.get(h)
    const entry = { text, at: at + gram - 1, ids }
    if (slot) slot.push(entry)
    else shelf.slots.set(h, [entry])
    shelf.filed[h >> 5] = (shelf.filed[h >> 5] as number) | (1 << (h & 31))
  }
  return shelf
}

const look = (
  shelf: Shelf,
  h: number,
  value: string,
  i: number,
  found: (ids: readonly number[]) => boolean,
): boolean => {
  if (((shelf.filed[h >> 5] as number) & (1 << (h & 31))) === 0) return false
  for (const { text, at, ids } of shelf.slots.get(h) ?? [])
    if (i >= at && value.startsWith(text, i - at) && found(ids)) return true
  return false
}

/**
 * Builds the index. A value is read once, and only where a filed run of four characters (two or one for the shortest texts)
 * appears is a text compared: the cost hardly depends on how many texts there are.
 */
export const createTextIndex = (texts: readonly { text: string; id: number }[]): TextIndex => {
  const byText = new Map<string, number[]>()
  for (const { text, id } of texts) {
    const ids = byText.get(text)
    if (ids) ids.push(id)
    else byText.set(text, [id])
  }
  const all = [...byText]
  const long = createShelf(
    all.filter(([t]) => t.length >= 4),
    fold4,
    4,
  )
  const short = createShelf(
    all.filter(([t]) => t.length === 2 || t.length === 3),
    fold2,
    2,
  )
  const single = createShelf(
    all.filter(([t]) => t.length === 1),
    fold1,
    1,
  )
  return {
    search(value, found) {
      let h4 = 0
      let h2 = 0
      for (let i = 0; i < value.length; i++) {
        const unit = value.charCodeAt(i)
        h4 = fold4(h4, unit)
        if (long && look(long, h4, value, i, found)) return true
        if (single && look(single, unit, value, i, found)) return true
        if (!short) continue
        h2 = fold2(h2, unit)
        if (look(short, h2, value, i, found)) return true
      }
      return false
    },
  }
}
