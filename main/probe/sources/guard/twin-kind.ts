import { checkContainer } from '../../integrity/container-check.ts'
import type { DocumentKind } from '../../integrity/document-kind.ts'
import type { Look } from '../../integrity/sample-judge.ts'
import { checkZipStart, isEncryptedZip } from '../../integrity/zip-check.ts'
import type { Twin, TwinKind } from './twin-memory.ts'

/** Archives: one of them may stand for many documents. */
export const isArchive = (kind: DocumentKind | null): boolean =>
  kind === '7z' || kind === 'zip' || kind === 'rar'

/** Endings of what well-known vaults write (Cryptomator, KeePass, VeraCrypt): noise by design. */
const vaults: ReadonlySet<string> = new Set(['c9r', 'c9s', 'kdbx', 'hc', 'tc'])

/** Which part a new file could play in the vanishing of others; null for an ordinary one. Its beginning tells. */
export const twinKindOf = (look: Look, head: Uint8Array, extension: string): TwinKind | null => {
  if (vaults.has(extension) && look.look === 'noise') return 'locked'
  if (look.look === 'noise' || look.look === 'encoded') return 'noise'
  if (look.kind === 'tool-encrypted') return 'locked'
  if (!isArchive(look.kind)) return null
  const start =
    look.kind === 'zip' ? checkZipStart(head) : look.kind === '7z' ? checkContainer('7z', head) : 'unknown'
  if (start === 'broken') return 'broken-archive'
  return look.kind !== 'zip' || isEncryptedZip(head) ? 'archive' : null
}

/** How the loss of a document to such a file is named in the record. */
export const twinSignal = (t: Twin): string =>
  t.kind === 'noise' || t.kind === 'broken-archive'
    ? 'noise-twin'
    : t.kind === 'locked'
      ? 'tool-encrypted'
      : t.kind === 'closed'
        ? 'closed-off'
        : 'archived-away'
