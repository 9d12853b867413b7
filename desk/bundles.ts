import { createHash } from 'node:crypto'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Bundle } from '../main/contract/desk.ts'
import type { DeskLog } from './log.ts'

/** What the desk gives out to PCs, read from `<folder>/updates/`: `profile.yaml`, the files in `rules/`, and their `.sig`. */
export type Bundles = { profile: () => Promise<Bundle>; rules: () => Promise<Bundle> }

// Looked at again after this time, so that a heartbeat does not read the disk.
const fresh = 10_000
const maxFile = 1024 * 1024
const maxFiles = 5_000

const revisionOf = (files: Bundle['files'], signature: string): string =>
  files.length === 0
    ? ''
    : createHash('sha256')
        .update(JSON.stringify([files, signature]))
        .digest('hex')
        .slice(0, 16)

const readFiles = async (
  folder: string,
  names: readonly string[],
  log: DeskLog,
): Promise<Bundle['files']> => {
  const files: Bundle['files'] = []
  for (const name of names) {
    const path = join(folder, name)
    const info = await stat(path).catch(() => null)
    if (!info?.isFile()) continue
    if (info.size > maxFile) log.warn(`${path} is larger than 1 MB and is not given out`)
    else files.push({ name, text: await readFile(path, 'utf8') })
  }
  return files
}

const bundled = async (read: () => Promise<Bundle['files']>, signatureFile: string): Promise<Bundle> => {
  const [files, signature] = await Promise.all([read(), readFile(signatureFile, 'utf8').catch(() => '')])
  return { revision: revisionOf(files, signature), files, ...(signature === '' ? {} : { signature }) }
}

const remembered = (read: () => Promise<Bundle['files']>, signatureFile: string): (() => Promise<Bundle>) => {
  let known: { at: number; bundle: Promise<Bundle> } | null = null
  return () => {
    if (!known || performance.now() - known.at > fresh)
      known = {
        at: performance.now(),
        bundle: bundled(read, signatureFile),
      }
    return known.bundle
  }
}

export const createBundles = (dataDir: string, log: DeskLog): Bundles => {
  const folder = join(dataDir, 'updates')
  return {
    profile: remembered(() => readFiles(folder, ['profile.yaml'], log), join(folder, 'profile.yaml.sig')),
    rules: remembered(
      async () => {
        const names = await readdir(join(folder, 'rules')).catch(() => [])
        const rules = names.filter((n) => /\.ya?ml$/.test(n)).sort()
        return readFiles(join(folder, 'rules'), rules.slice(0, maxFiles), log)
      },
      join(folder, 'rules.sig'),
    ),
  }
}
