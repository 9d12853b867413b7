import { readFile } from 'node:fs/promises'
import { unzipSync } from 'fflate'
import type { Archive } from '../operator/contract.ts'
import { visibleText } from './plain-name.ts'

// More than any phone or screen makes: a picture that claims more is a trap for the browser's memory.
const maxPixels = 60_000_000

const pngPixels = (b: Buffer): number => (b.length >= 24 ? b.readUInt32BE(16) * b.readUInt32BE(20) : Infinity)

/** Width × height out of a JPEG's frame header; infinite where there is none. */
const jpegPixels = (b: Buffer): number => {
  for (let at = 2; at + 9 < b.length && b[at] === 0xff; ) {
    const marker = b[at + 1]!
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame) return b.readUInt16BE(at + 5) * b.readUInt16BE(at + 7)
    at += 2 + b.readUInt16BE(at + 2)
  }
  return Infinity
}

/** What a file is, by its first bytes: a picture that the page shows, a ZIP archive, or nothing (`''`). Pure. */
export const mediaOf = (head: Buffer): string => {
  if (head.subarray(0, 8).toString('hex') === '89504e470d0a1a0a')
    return pngPixels(head) <= maxPixels ? 'image/png' : ''
  if (head.subarray(0, 3).toString('hex') === 'ffd8ff')
    return jpegPixels(head) <= maxPixels ? 'image/jpeg' : ''
  return head.subarray(0, 4).toString('hex') === '504b0304' ? 'application/zip' : ''
}

/** How the page treats it. Pure. */
export const kindOf = (media: string): 'picture' | 'archive' | 'other' =>
  media.startsWith('image/') ? 'picture' : media === 'application/zip' ? 'archive' : 'other'

const listed = 200

/** The names and sizes in a ZIP, without unpacking anything. */
export const archiveEntries = async (path: string): Promise<Archive> => {
  const entries: { name: string; size: number }[] = []
  let count = 0
  try {
    unzipSync(await readFile(path), {
      filter({ name, originalSize }) {
        count += 1
        if (entries.length < listed) entries.push({ name: visibleText(name), size: originalSize })
        return false
      },
    })
    return { entries, more: count - entries.length }
  } catch {
    return { entries: null, more: 0 }
  }
}
