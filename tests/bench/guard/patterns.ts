import { randomBytes } from 'node:crypto'
import type { Behaviour } from './behaviours.ts'

/** One write: where, and what. */
export type Patch = { at: number; bytes: Buffer }

const block = 4096
const noise = (at: number, length: number): Patch => ({ at, bytes: randomBytes(length) })

const alternate = (size: number, run: number): Patch[] => {
  const patches: Patch[] = []
  for (let at = 0; at < size; at += run * 2) patches.push(noise(at, Math.min(run, size - at)))
  return patches
}

/** 16 bytes on, 16 off, as one write: otherwise a file would take thousands. */
const sixteen = (data: Buffer): Patch[] => {
  const bytes = Buffer.from(data)
  for (let at = 0; at < bytes.length; at += 32) randomBytes(Math.min(16, bytes.length - at)).copy(bytes, at)
  return [{ at: 0, bytes }]
}

/** 5 % of the 4 KiB blocks, at least one; never the first or the last. Small files have none in between. */
const someBlocks = (size: number): Patch[] => {
  const inner = Math.floor((size - 1) / block) - 1
  if (inner < 1) return []
  const count = Math.max(1, Math.round((inner + 2) * 0.05))
  const chosen = new Set<number>()
  while (chosen.size < Math.min(count, inner)) chosen.add(1 + Math.floor(Math.random() * inner))
  return [...chosen].map((n) => noise(n * block, block))
}

/** Every byte replaced by another, one to one: the entropy stays as it was. */
const substitute = (data: Buffer): Patch[] => {
  const table = [...Array(256).keys()].sort(() => Math.random() - 0.5)
  return [{ at: 0, bytes: data.map((b) => table[b]!) as Buffer }]
}

/** Only what lies between a ZIP's local headers and its directory; every name and number stays readable. */
const zipData = (data: Buffer): Patch[] => {
  const patches: Patch[] = []
  for (let at = 0; at + 30 < data.length && data.readUInt32LE(at) === 0x04034b50; ) {
    const start = at + 30 + data.readUInt16LE(at + 26) + data.readUInt16LE(at + 28)
    const length = data.readUInt32LE(at + 18)
    if (length > 0) patches.push(noise(start, length))
    at = start + length
  }
  return patches
}

/** What a behaviour writes into a file with this content. Random bytes only: there is no key and no way back. */
export const patchesOf = (pattern: Behaviour['pattern'], data: Buffer): Patch[] => {
  const size = data.length
  switch (pattern) {
    case 'full':
      return alternate(size, 65_536)
        .flatMap((p) => [p, noise(p.at + 65_536, Math.max(0, Math.min(65_536, size - p.at - 65_536)))])
        .filter((p) => p.bytes.length > 0)
    case 'alternate-64k':
      return alternate(size, 65_536)
    case 'alternate-16':
      return sixteen(data)
    case 'first-4k':
      return [noise(0, Math.min(block, size))]
    case 'skip-4k':
      return size > block ? [noise(block, size - block)] : []
    case 'some-blocks':
      return someBlocks(size)
    case 'base64':
      return [{ at: 0, bytes: Buffer.from(randomBytes(size).toString('base64')) }]
    case 'substitute':
      return substitute(data)
    case 'footer':
      return [noise(0, size), noise(size, 532)]
    case 'forged':
      return [{ at: 0, bytes: Buffer.concat([Buffer.from('ID3\x03\0\0\0\0\0\0'), randomBytes(size)]) }]
    case 'zip-data':
      return zipData(data)
    case 'dressed': {
      const letters = randomBytes(size)
        .toString('base64')
        .replaceAll(/(.{76})/g, '$1\n')
      return [{ at: 0, bytes: Buffer.from(`Your file, dear user. Key id: 7\n\n${letters}`) }]
    }
    case 'zeros':
      return [{ at: 0, bytes: Buffer.alloc(size) }]
  }
}
