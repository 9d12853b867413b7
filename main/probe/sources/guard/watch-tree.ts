import { type FSWatcher, watch } from 'node:fs'
import { basename, join } from 'node:path'

/** What `watch-tree` tells. */
export type WatchTreeEvents = {
  /** Something happened to this path. */
  onChange: (path: string) => void
  /** This directory may have been moved or deleted itself (Linux; or it is about a child with the same name). */
  onSelf: (directory: string) => void
  /** Events were lost below this directory: look at all of it again. */
  onLost: (directory: string) => void
  /** This directory cannot be watched; `code` is the system's, e.g. `ENOSPC` (Linux: no inotify watches left). */
  onRefused: (directory: string, code: string) => void
}

export type WatchTree = {
  /** Watches one directory; on Windows and macOS only the root needs it, the rest is covered. False where it is refused. */
  add: (directory: string, isRoot: boolean) => boolean
  remove: (directory: string) => void
  close: () => void
  count: () => number
}

/**
 * Fast notice of changes through `fs.watch`: one watch a directory on Linux (measured fastest), one recursive watch a
 * root on Windows and macOS. A missing file name means that Windows' buffer has overflowed.
 */
export const createWatchTree = (events: WatchTreeEvents, platform: NodeJS.Platform): WatchTree => {
  const watchers = new Map<string, FSWatcher>()
  const recursive = platform === 'win32' || platform === 'darwin'
  let burst = 0
  const count = (directory: string) => {
    if (burst++ === 0)
      setImmediate(() => {
        burst = 0
      })
    // Linux drops events beyond 16,384 unread ones, and Node does not say so. Half of it in one go: look again.
    if (burst === 8_192) events.onLost(directory)
  }
  const remove = (directory: string) => {
    watchers.get(directory)?.close()
    watchers.delete(directory)
  }
  return {
    add(directory, isRoot) {
      if (watchers.has(directory) || (recursive && !isRoot)) return true
      try {
        const watcher = watch(directory, { recursive, persistent: false }, (type, name) => {
          if (name === null) return events.onLost(directory)
          count(directory)
          if (!recursive && type === 'rename' && name === basename(directory)) events.onSelf(directory)
          events.onChange(join(directory, name))
        })
        watcher.on('error', (error) => {
          remove(directory)
          events.onRefused(directory, (error as NodeJS.ErrnoException).code ?? 'unknown')
        })
        watchers.set(directory, watcher)
        return true
      } catch (error) {
        events.onRefused(directory, (error as NodeJS.ErrnoException).code ?? 'unknown')
        return false
      }
    },
    remove,
    close() {
      for (const w of watchers.values()) w.close()
      watchers.clear()
    },
    count: () => watchers.size,
  }
}
