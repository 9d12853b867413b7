import { isBlank, isUniform } from './byte-statistics.ts'
import { binaryKind, type DocumentKind, expectedKinds, isEncryptedOffice } from './document-kind.ts'
import { textLook } from './text-look.ts'

/** The beginning and the end of a file; they may overlap. */
export type Sample = { head: Uint8Array; tail: Uint8Array; size: number }

/**
 * What a sample looks like.
 * `document`: a kind we know. `encoded`: only letters of base64 or hex. `noise`: uniform bytes. `blank`: empty or
 * one value only, still being laid out. `other`: bytes of a kind we do not know.
 */
export type Look =
  | { look: 'document'; kind: DocumentKind }
  | { look: 'encoded' | 'noise' | 'blank' | 'other'; kind: null }

const plain = (look: 'encoded' | 'noise' | 'blank' | 'other'): Look => ({ look, kind: null })

/** OpenPGP data in binary: a public-key or symmetric session key packet (RFC 9580 5.1, 5.3), told from noise by the name. */
const isOpenPgp = (head: Uint8Array, extension: string): boolean =>
  ['gpg', 'pgp'].includes(extension) && [0x84, 0x85, 0x8c, 0xc1, 0xc3].includes(head[0] ?? 0)

/** Says what the sample looks like. `extension` in lower case without the dot. */
export const lookAt = (s: Sample, extension: string): Look => {
  if (s.size === 0 || isBlank(s.head)) return plain('blank')
  const kind = binaryKind(s.head)
  if (kind === 'ole')
    return {
      look: 'document',
      kind: isEncryptedOffice(s.head) || isEncryptedOffice(s.tail) ? 'office-encrypted' : 'ole',
    }
  if (kind) return { look: 'document', kind }
  if (isOpenPgp(s.head, extension)) return { look: 'document', kind: 'tool-encrypted' }
  const text = textLook(s.head)
  if (text === 'encoded') return plain('encoded')
  if (text === 'text' && textLook(s.tail, s.size === s.tail.length) !== 'not-text')
    return { look: 'document', kind: 'text' }
  return plain(isUniform(s.head) || (text === 'text' && isUniform(s.tail)) ? 'noise' : 'other')
}

/** `signal` names why, for engineers. `wait`: cannot be told yet, look again when the writer is done. */
export type SampleVerdict = {
  verdict: 'good' | 'destroyed' | 'unknown' | 'wait'
  signal: 'header-lost' | 'text-lost' | 'encoded' | 'tool-encrypted' | null
}

/**
 * Compares what a file was with what it looks like now.
 * @param before its kind when it was last seen good; null where it was never read. Then its extension stands in,
 *   where that is sure (a `.docx` that was there before and holds noise now).
 */
export const judgeSample = (before: DocumentKind | null, now: Look, extension: string): SampleVerdict => {
  const was = before ?? expectedKinds(extension)?.[0] ?? null
  if (now.look === 'blank') return { verdict: 'wait', signal: null }
  if (now.look === 'document') {
    const locked = now.kind === 'tool-encrypted' && was !== null && was !== 'tool-encrypted'
    return locked ? { verdict: 'unknown', signal: 'tool-encrypted' } : { verdict: 'good', signal: null }
  }
  if (was === null || was === 'tool-encrypted') return { verdict: 'unknown', signal: null }
  // What was never read and is not plain noise may be a format of its own.
  if (before === null && now.look === 'other') return { verdict: 'unknown', signal: null }
  if (now.look === 'encoded') return { verdict: 'destroyed', signal: 'encoded' }
  return { verdict: 'destroyed', signal: was === 'text' ? 'text-lost' : 'header-lost' }
}
