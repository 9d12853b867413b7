import { inflateSync } from 'node:zlib'
import { isUniform } from './byte-statistics.ts'
import { type ContainerVerdict, unpackLimit } from './container-verdict.ts'

const latin = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/** Does this stream unpack? A stream with predictors is still plain deflate outside. */
const unpacks = (data: Buffer): 'good' | 'broken' | 'incomplete' => {
  try {
    inflateSync(data, { maxOutputLength: unpackLimit })
    return 'good'
  } catch (error) {
    const code = (error as { code?: string }).code
    return code === 'ERR_BUFFER_TOO_LARGE' ? 'good' : code === 'Z_BUF_ERROR' ? 'incomplete' : 'broken'
  }
}

const window = 512

/** Between streams stands text (dictionaries, tables); short strings may be any bytes, but no stretch of them is noise. */
const isNoisy = (between: Uint8Array): boolean => {
  for (let at = 0; at + window <= between.length; at += window)
    if (isUniform(between.subarray(at, at + window))) return true
  return false
}

/**
 * PDF: unpacks the Flate streams (ISO 32000-1 7.3.8, 7.4.4). An encrypted document, and one without a single
 * stream that we can unpack, is `unknown`.
 */
export const checkPdf = (bytes: Uint8Array): ContainerVerdict => {
  const all = latin(bytes)
  if (all.includes('/Encrypt')) return 'unknown'
  let at = 0
  let checked = 0
  let objects = 0
  let ended = 0
  let budget = unpackLimit
  for (;;) {
    const start = all.indexOf('stream', at)
    if (start < 0) break
    at = start + 6
    const before = all.subarray(Math.max(0, start - 4), start).toString('latin1')
    if (before.endsWith('end')) {
      // An end without its beginning: the beginning has been overwritten.
      if (start - 3 > ended + 16) return 'broken'
      continue
    }
    if (!/>>\s*$/.test(before)) continue
    objects++
    const head = all.subarray(Math.max(0, start - 1024), start).toString('latin1')
    const dictionary = head.slice(Math.max(head.lastIndexOf(' obj'), 0))
    const length = /\/Length\s+(\d+)\b(?!\s+\d+\s+R)/.exec(dictionary)?.[1]
    const body = start + 6 + (all[start + 6] === 13 ? 2 : 1)
    if (isNoisy(all.subarray(ended, start))) return 'broken'
    const isFlate = /\/Filter\s*\[?\s*\/(FlateDecode|Fl)\s*\]?\s*(\/(?!ASCII)|>|$)/.test(dictionary)
    const end = length ? body + Number(length) : all.indexOf('endstream', body)
    // The end is missing: cut off in the middle of good data, or overwritten?
    if (end < body || end > all.length)
      return isFlate && unpacks(all.subarray(body, body + unpackLimit)) === 'broken' ? 'broken' : 'incomplete'
    if (length && !/^\s*endstream/.test(all.subarray(end, end + 16).toString('latin1'))) return 'broken'
    at = end
    ended = end
    if (!isFlate) continue
    budget -= end - body
    if (budget < 0) return 'unknown'
    const one = unpacks(all.subarray(body, end))
    if (one === 'broken') return 'broken'
    if (one === 'good') checked++
  }
  if (isNoisy(all.subarray(ended))) return 'broken'
  const tail = all.subarray(Math.max(0, all.length - 2048))
  if (!tail.includes('%%EOF')) return objects > 0 || all.length < 1024 ? 'incomplete' : 'unknown'
  return checked > 0 ? 'good' : 'unknown'
}
