import { closeSync, openSync, readSync } from 'node:fs'
import iconv from 'iconv-lite'

const piece = 1024 * 1024

/** How a log file is written: by its byte order mark, else UTF-8 where its beginning is valid, else Windows-31J (CP932). */
const encodingOf = (start: Buffer): string => {
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf16le'
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf16be'
  try {
    // As a stream, so that a character cut at the end of the sample is no error.
    new TextDecoder('utf-8', { fatal: true }).decode(start, { stream: true })
    return 'utf8'
  } catch {
    const japanese = iconv.decode(start, 'cp932')
    const lost = (text: string) => text.split('\ufffd').length
    return lost(japanese) < lost(start.toString('utf8')) ? 'cp932' : 'utf8'
  }
}

/** Decodes a program's output that may be UTF-16 (with or without mark), UTF-8 or CP932, as `wevtutil` writes it. */
export const decodeLogBytes = (bytes: Buffer): string => {
  // Markup in UTF-16 without a mark: every second byte is zero.
  const wide = bytes.length >= 4 && bytes[1] === 0 && bytes[3] === 0
  return iconv.decode(bytes, wide ? 'utf16le' : encodingOf(bytes))
}

/** Reads a text file in pieces, decoded. Bytes that fit no encoding become U+FFFD. Throws what the system throws. */
export function* readLogText(file: string): Generator<string> {
  const fd = openSync(file, 'r')
  try {
    const buffer = Buffer.alloc(piece)
    let size = readSync(fd, buffer, 0, piece, null)
    const decoder = iconv.getDecoder(encodingOf(buffer.subarray(0, size)))
    while (size > 0) {
      yield decoder.write(Buffer.from(buffer.subarray(0, size)))
      size = readSync(fd, buffer, 0, piece, null)
    }
    yield decoder.end() ?? ''
  } finally {
    closeSync(fd)
  }
}
