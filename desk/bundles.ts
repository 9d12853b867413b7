import { createHash } from 'node:crypto'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import {
  type Bundle,
  type BundleKind,
  bundleFile,
  bundleKinds,
  largestBundle,
} from '../main/contract/desk.ts'
import type { DeskLog } from './log.ts'

/**
 * What the desk gives out to PCs, read from `<folder>/updates/`: `profile.yaml`, the files in `rules/` and in `blocklists/`,
 * and their `.sig`.
 */
export type Bundles = Readonly<Record<BundleKind, () => Promise<Bundle>>>

// Looked at again after this time, so that a heartbeat does not read the disk.
const fresh = 10_000
const maxFiles = 5_000
/** Largest file of each kind (bytes). */
const maxFile: Readonly<Record<BundleKind, number>> = {
  profile: 1024 * 1024,
  rules: 1024 * 1024,
  blocklists: largestBundle,
}

type Found = { name: string; path: string; size: number; changed: number }

const revisionOf = (files: Bundle['files'], signature: string): string =>
  files.length === 0
    ? ''
    : createHash('sha256')
        .update(JSON.stringify([files, signature]))
        .digest('hex')
        .slice(0, 16)

const findFiles = async (updates: string, kind: BundleKind, log: DeskLog): Promise<Found[]> => {
  const folder = kind === 'profile' ? updates : join(updates, kind)
  const names = (await readdir(folder).catch(() => [])).filter((n) => bundleFile[kind].test(n)).sort()
  const found: Found[] = []
  let room = largestBundle
  for (const name of names.slice(0, maxFiles)) {
    const path = join(folder, name)
    const info = await stat(path).catch(() => null)
    if (!info?.isFile()) continue
    room -= info.size
    if (info.size > maxFile[kind] || room < 0)
      log.warn(`${path} is too large (${info.size} bytes) and is not given out`)
    else found.push({ name, path, size: info.size, changed: info.mtimeMs })
  }
  return found
}

const readBundle = async (found: readonly Found[], signatureFile: string): Promise<Bundle> => {
  const files: Bundle['files'] = []
  for (const { name, path } of found) files.push({ name, text: await readFile(path, 'utf8') })
  const signature = await readFile(signatureFile, 'utf8').catch(() => '')
  return { revision: revisionOf(files, signature), files, ...(signature === '' ? {} : { signature }) }
}

/** A bundle is read again only when a file of it has changed: lists are large. */
const remembered = (updates: string, kind: BundleKind, log: DeskLog): (() => Promise<Bundle>) => {
  const signatureFile = join(updates, `${kind === 'profile' ? 'profile.yaml' : kind}.sig`)
  let known: { stamp: string; bundle: Bundle } | null = null
  let lookedAt = Number.NEGATIVE_INFINITY
  let look: Promise<Bundle> | null = null
  const lookAgain = async (): Promise<Bundle> => {
    const found = await findFiles(updates, kind, log)
    const signed = await stat(signatureFile).catch(() => null)
    const stamp = JSON.stringify([found, signed?.mtimeMs, signed?.size])
    if (known?.stamp !== stamp) known = { stamp, bundle: await readBundle(found, signatureFile) }
    return known.bundle
  }
  return () => {
    if (!look || performance.now() - lookedAt > fresh) {
      lookedAt = performance.now()
      look = lookAgain()
    }
    return look
  }
}

export const createBundles = (dataDir: string, log: DeskLog): Bundles => {
  const updates = join(dataDir, 'updates')
  return Object.fromEntries(
    bundleKinds.map((kind) => [kind, remembered(updates, kind, log)] as const),
  ) as Record<BundleKind, () => Promise<Bundle>>
}
