/** Cuts a stream of event XML into single `<Event>` elements. */
export type EventSplitter = {
  /** Takes the next piece of text; gives the elements that are whole now. */
  push: (text: string) => string[]
  /** How many elements were cut off, damaged or too long so far; call after `end` for the last one. */
  broken: () => number
  end: () => void
}

const opening = /<Event[\s>]/g
const closing = '</Event>'
const longest = 2 * 1024 * 1024

/**
 * Makes a splitter for the output of `wevtutil qe … /f:xml`: elements one after the other with or without a root around
 * them. An element that never closes costs only itself: the next opening begins anew. Memory is bounded. Pure but for
 * what it holds back.
 */
export const createEventSplitter = (): EventSplitter => {
  let rest = ''
  let searched = 0
  let broken = 0
  const nextOpening = (from: number): number => {
    opening.lastIndex = from
    return opening.exec(rest)?.index ?? -1
  }
  return {
    broken: () => broken,
    push(text) {
      rest += text
      const found: string[] = []
      let at = 0
      for (;;) {
        const start = nextOpening(at)
        if (start < 0) {
          // Half an opening may stand at the end.
          rest = rest.slice(Math.max(at, rest.length - 8))
          searched = 0
          return found
        }
        const end = rest.indexOf(closing, Math.max(start, searched))
        const again = nextOpening(start + 6)
        if (again >= 0 && (end < 0 || again < end)) {
          broken += 1
          at = again
          searched = 0
          continue
        }
        if (end < 0) {
          const open = rest.slice(start)
          if (open.length > longest) {
            broken += 1
            rest = ''
            searched = 0
          } else {
            rest = open
            searched = Math.max(0, open.length - closing.length)
          }
          return found
        }
        at = end + closing.length
        searched = 0
        found.push(rest.slice(start, at))
      }
    },
    end() {
      if (/^<Event[\s>]/.test(rest)) broken += 1
      rest = ''
    },
  }
}
