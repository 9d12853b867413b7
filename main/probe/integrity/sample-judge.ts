import { entropy, isBlank, isStructured, isUniform } from './byte-statistics.ts'
import { isCheckable } from './container-check.ts'
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
  | { look: 'document'; kind: DocumentKind; cramped?: boolean }
  | { look: 'encoded' | 'noise' | 'blank' | 'other'; kind: null; structured?: boolean }

/** The kind to remember of a file that is not (yet) compared with anything: also that of a program's own format. */
export const rememberedKind = (now: Look): DocumentKind | null =>
  now.kind ?? (now.look === 'other' && now.structured ? 'binary' : null)

const plain = (look: 'encoded' | 'noise' | 'blank' | 'other'): Look => ({ look, kind: null })

/**
 * Text with more than 5.7 bits a byte and next to no word gaps: bytes dressed as letters (base64 with a heading, ASCII85).
 * Prose and program text have 4 to 5.3; Japanese text is not ASCII and never asked.
 */
const isCramped = (head: Uint8Array): boolean =>
  head.length >= 1024 && head.every((b) => b < 128) && entropy(head) > 5.7

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
    return { look: 'document', kind: 'text', cramped: isCramped(s.head) }
  if (isUniform(s.head) || (text === 'text' && isUniform(s.tail))) return plain('noise')
  return { look: 'other', kind: null, structured: isStructured(s.head) }
}

/** `signal` names why, for engineers. `wait`: cannot be told yet, look again when the writer is done. */
export type SampleVerdict = {
  verdict: 'good' | 'destroyed' | 'unknown' | 'wait'
  signal: 'header-lost' | 'text-lost' | 'encoded' | 'kind-changed' | 'tool-encrypted' | null
}

const good: SampleVerdict = { verdict: 'good', signal: null }
const destroyed = (signal: SampleVerdict['signal']): SampleVerdict => ({ verdict: 'destroyed', signal })

const pictures: ReadonlySet<DocumentKind> = new Set([
  'png',
  'jpeg',
  'gif',
  'tiff',
  'bmp',
  'riff',
  'heic',
  'psd',
])

/**
 * A document is there, but is it still the one its ending promises? A forged beginning of a kind that has no check of its own
 * (a sound file where a workbook was) is not believed; conversions that programs really do are.
 */
const judgeDocument = (
  was: DocumentKind,
  now: Look & { look: 'document' },
  extension: string,
): SampleVerdict => {
  const sure = expectedKinds(extension)
  if (!sure || sure.includes('text') || !sure.includes(was) || sure.includes(now.kind)) return good
  if (now.kind === 'text') return now.cramped ? destroyed('encoded') : good
  if (isCheckable(now.kind) || (pictures.has(was) && pictures.has(now.kind))) return good
  return destroyed('kind-changed')
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
    if (was === null || was === 'tool-encrypted') return good
    if (now.kind === 'tool-encrypted') return { verdict: 'unknown', signal: 'tool-encrypted' }
    return judgeDocument(was, now, extension)
  }
  if (was === 'binary' && now.look === 'other') return good
  if (was === null || was === 'tool-encrypted') return { verdict: 'unknown', signal: null }
  // What was never read and is not plain noise may be a format of its own.
  if (before === null && now.look === 'other') return { verdict: 'unknown', signal: null }
  if (now.look === 'encoded') return destroyed('encoded')
  return destroyed(was === 'text' ? 'text-lost' : 'header-lost')
}
