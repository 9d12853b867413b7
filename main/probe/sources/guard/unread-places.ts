/** Bounded: what may not be read is counted, not collected. */
const most = 1_000

/**
 * What of a guarded folder cannot be read now: directories, and files that have come to rest. Each is taken out again once
 * it can be read.
 * @param onChange something is to be said about it. Files are told when the first comes and the last goes; how many there
 * are meanwhile only with `say`.
 */
export const createUnreadPlaces = (onChange: () => void) => {
  const directories = new Set<string>()
  const files = new Set<string>()
  let told = 0
  const say = () => {
    if (files.size === told) return
    told = files.size
    onChange()
  }
  return {
    directories: (): ReadonlySet<string> => directories,
    files: (): ReadonlySet<string> => files,
    isClosed: (directory: string) => {
      if (directories.has(directory)) return
      directories.add(directory)
      onChange()
    },
    /** The directory is read, or has gone; true where it was closed until now. */
    isOpen(directory: string): boolean {
      const was = directories.delete(directory)
      if (was) onChange()
      return was
    },
    addFile: (path: string) => void (files.size < most && files.add(path)),
    /** Does `look` at a file, which adds it again where it still cannot be read. */
    async look(path: string, look: () => Promise<void>): Promise<void> {
      files.delete(path)
      await look()
      if (files.size > 0 !== told > 0) say()
    },
    say,
  }
}
export type UnreadPlaces = ReturnType<typeof createUnreadPlaces>
