import { basename, dirname } from 'node:path'

/** Bounded: a tree of new files must not fill the memory. */
const most = 20_000
/** A file that stays empty for so long has not been emptied only to be written anew. */
const emptyFor = 20_000
/** The same new file in so many folders is what a ransom note does. */
const noteFolders = 3
const noteWindow = 600_000

/**
 * What the judge keeps in mind of single files between two looks: which new ones have never been seen whole, which known
 * ones have been emptied, and which small new texts turn up in folder after folder. Pure memory; time is an argument.
 */
export const createSuspects = () => {
  const unproven = new Set<string>()
  const empty = new Map<string, number>()
  const closing = new Set<string>()
  const notes = new Map<string, { at: number; folders: Set<string> }>()
  return {
    /** A new file: what is wrong with it may be that it is not finished. */
    isNew: (path: string) => void (unproven.size < most && unproven.add(path)),
    /** It was seen whole, or has gone: from now on it counts like any other. */
    isProven: (path: string) => void unproven.delete(path),
    isUnproven: (path: string): boolean => unproven.has(path),
    /** A known document is empty now; true once it has been for too long. */
    isEmptied(path: string, now: number): boolean {
      const since = empty.get(path)
      if (since === undefined && empty.size < most) empty.set(path, now)
      return since !== undefined && now - since >= emptyFor
    },
    isFilled: (path: string) => void empty.delete(path),
    /** Emptied documents that are due for another look. */
    emptied: (now: number): string[] =>
      [...empty].filter(([, since]) => now - since >= emptyFor).map(([path]) => path),
    /** A known document was written while it could not be read. */
    isClosing: (path: string) => void (closing.size < most && closing.add(path)),
    /** Was it? Forgets it with that. */
    wasClosing: (path: string): boolean => closing.delete(path),
    /** A small new text: true when its like lies in several folders by now. */
    isRepeatedNote(path: string, now: number): boolean {
      for (const [name, n] of notes) if (n.at < now - noteWindow) notes.delete(name)
      const name = basename(path).toLowerCase()
      const note = notes.get(name) ?? { at: now, folders: new Set<string>() }
      if (notes.size < 2_000) notes.set(name, note)
      note.folders.add(dirname(path))
      return note.folders.size === noteFolders
    },
  }
}
export type Suspects = ReturnType<typeof createSuspects>
