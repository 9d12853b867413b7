import type { ContainerVerdict } from './container-verdict.ts'
import type { DocumentKind } from './document-kind.ts'
import { checkJpeg } from './jpeg-check.ts'
import { checkMp4 } from './mp4-check.ts'
import { checkOle } from './ole-check.ts'
import { checkPdf } from './pdf-check.ts'
import { checkPng } from './png-check.ts'
import { checkSevenZip } from './seven-zip-check.ts'
import { checkSqlite } from './sqlite-check.ts'
import { hasNoiseStretch, textLook } from './text-look.ts'
import { checkZip } from './zip-check.ts'

const checkText = (bytes: Uint8Array): ContainerVerdict => {
  if (textLook(bytes.subarray(0, 4096)) === 'not-text') return 'unknown'
  return hasNoiseStretch(bytes) ? 'broken' : 'good'
}

const checks: Partial<Record<DocumentKind, (bytes: Uint8Array) => ContainerVerdict>> = {
  text: checkText,
  zip: checkZip,
  pdf: checkPdf,
  png: checkPng,
  jpeg: checkJpeg,
  ole: checkOle,
  mp4: checkMp4,
  // The same boxes (ISO/IEC 14496-12); a picture's details lie before its data.
  heic: checkMp4,
  sqlite: checkSqlite,
  '7z': checkSevenZip,
}

/** True where a whole file of this kind can be judged by its own structure. */
export const isCheckable = (kind: DocumentKind): boolean => checks[kind] !== undefined

/** Kinds that never end with half a kilobyte of zeros: room laid out in advance does, while a copy is under way. */
const neverEndBlank: ReadonlySet<DocumentKind> = new Set(['zip', 'pdf', 'png', 'jpeg'])
const endsBlank = (bytes: Uint8Array): boolean =>
  bytes.length > 512 && bytes.subarray(-512).every((b) => b === 0)

/**
 * Judges a whole file, or a long beginning of one, by its own check sums and markers. `unknown` for kinds without any. Never
 * throws.
 */
export const checkContainer = (kind: DocumentKind, bytes: Uint8Array): ContainerVerdict => {
  try {
    if (neverEndBlank.has(kind) && endsBlank(bytes)) return 'incomplete'
    return checks[kind]?.(bytes) ?? 'unknown'
  } catch {
    return 'unknown'
  }
}
