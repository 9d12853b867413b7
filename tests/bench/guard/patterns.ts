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
  }
}
