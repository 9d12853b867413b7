import { isUniform } from './byte-statistics.ts'
import { type ContainerVerdict, readerOf } from './container-verdict.ts'
import { type OleStream, readOleStreams } from './ole-streams.ts'

const block = 2048

const hasNoise = (bytes: Uint8Array): boolean => {
  for (let at = 0; at + block <= bytes.length; at += block)
    if (isUniform(bytes.subarray(at, at + block))) return true
  return false
}

/** Excel's stream is one chain of records: number, length, content of at most 8,224 bytes (MS-XLS 2.1.4). 0x2F: with a password. */
const checkRecords = (bytes: Uint8Array): ContainerVerdict => {
  const r = readerOf(bytes)
  let at = 0
  while (at + 4 <= bytes.length) {
    const [number, length] = [r.u16(at), r.u16(at + 2)]
    if (number === 0x2f) return 'unknown'
    // Excel fills the rest of a short stream with zeros.
    if (number === 0 && length === 0) return bytes.subarray(at).every((b) => b === 0) ? 'good' : 'broken'
    if (length > 8224 || number > 0x1fff) return 'broken'
    at += 4 + length
  }
  return 'good'
}

/** PowerPoint's stream: version and kind, length, content, one after the other (MS-PPT 2.3.1). Containers end with `0xF`. */
const checkAtoms = (bytes: Uint8Array): ContainerVerdict => {
  const r = readerOf(bytes)
  let at = 0
  while (at + 8 <= bytes.length) {
    const [version, kind, length] = [r.u16(at), r.u16(at + 2), r.u32(at + 4)]
    if (kind === 0 && length === 0) return 'good'
    // Records of PowerPoint lie at 1000–12,100, those of drawings at 0xF000–0xF1FF.
    if ((kind < 1000 || kind > 12_100) && (kind < 0xf000 || kind > 0xf1ff)) return 'broken'
    at += 8 + ((version & 15) === 15 ? 0 : length)
  }
  return 'good'
}

/** Word: the text and its tables; pictures lie in a stream of their own. Bit 8 at 10: with a password (MS-DOC 2.5.2). */
const checkWord = (streams: readonly OleStream[]): ContainerVerdict => {
  const text = streams.find((s) => s.name === 'WordDocument')
  if (!text) return 'unknown'
  const r = readerOf(text.bytes)
  if (r.u16(0) !== 0xa5ec) return 'broken'
  if (r.u16(10) & 0x100) return 'unknown'
  return streams.some((s) => hasNoise(s.bytes)) ? 'broken' : 'good'
}

const word = new Set(['WordDocument', '1Table', '0Table'])
const all = new Set([
  ...word,
  'Workbook',
  'Book',
  'PowerPoint Document',
  'EncryptedPackage',
  'EncryptedSummary',
])

/**
 * The content of Office's old formats, as far as it has a structure of its own: Excel's and PowerPoint's chains of
 * records, Word's text, which is never noise. `unknown` for other programs' files and for those with a password.
 */
export const checkOleContent = (bytes: Uint8Array): ContainerVerdict => {
  const streams = readOleStreams(bytes, all)
  if (!streams) return 'broken'
  if (streams.some((s) => s.name.startsWith('Encrypted'))) return 'unknown'
  const find = (...names: string[]) => streams.find((s) => names.includes(s.name))
  const workbook = find('Workbook', 'Book')
  if (workbook) return checkRecords(workbook.bytes)
  const slides = find('PowerPoint Document')
  if (slides) return checkAtoms(slides.bytes)
  return checkWord(streams.filter((s) => word.has(s.name)))
}
