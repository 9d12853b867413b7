import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { KeptAttachment } from '../contract/attachment.ts'

/** A kept file with its place on this PC. */
export type PlacedAttachment = KeptAttachment & { path: string }

/** The bytes that wait to be sent, each in a file of its own in the app's folder. */
export type AttachmentFiles = {
  /** Writes the bytes to the disk (and waits for the disk). Throws Node's error where that fails. */
  keep: (what: Pick<KeptAttachment, 'kind' | 'name'>, bytes: Uint8Array) => PlacedAttachment
  /** A kept file that belongs to no request yet; null where there is none. */
  find: (id: string) => PlacedAttachment | null
  /** The file now belongs to a request: it is no longer found, its bytes stay. */
  handOver: (id: string) => void
  /** Removes the bytes. */
  remove: (id: string) => void
  /** Removes every file but these: what a form held when the app ended. */
  sweep: (wanted: ReadonlySet<string>) => void
}

export const createAttachmentFiles = (folder: string, newId: () => string): AttachmentFiles => {
  const kept = new Map<string, PlacedAttachment>()
  const remove = (id: string) => {
    kept.delete(id)
    // Ids are made by this app; anything else must not lead out of the folder.
    if (/^[\w-]{1,64}$/.test(id)) rmSync(join(folder, id), { force: true })
  }
  return {
    keep({ kind, name }, bytes) {
      const id = newId()
      const path = join(folder, id)
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      writeFileSync(path, bytes, { mode: 0o600, flush: true })
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      const placed = { id, kind, name, size: bytes.length, sha256, path }
      kept.set(id, placed)
      return placed
    },
    find: (id) => kept.get(id) ?? null,
    handOver: (id) => void kept.delete(id),
    remove,
    sweep(wanted) {
      for (const name of listOf(folder)) if (!wanted.has(name) && !kept.has(name)) remove(name)
    },
  }
}

const listOf = (folder: string): string[] => {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
