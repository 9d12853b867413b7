import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { setTimeout as rest } from 'node:timers/promises'
import type { Load } from './benign-loads.ts'
import type { Place } from './benign-tools.ts'

/** Who may read what is changed, for files and for whole folders, and changed back. Not a byte of a document is touched. */
const changePermissions = async ({ docs, files }: Place) => {
  const some = files.slice(0, 120)
  for (const path of some) chmodSync(path, 0)
  await rest(400)
  for (const path of some) chmodSync(path, 0o640)
  const folders = [...new Set(files.slice(120).map(dirname))].slice(0, 5)
  for (const folder of folders) chmodSync(folder, 0)
  await rest(400)
  for (const folder of folders) chmodSync(folder, 0o755)
  // A folder of one's own that is closed, beside work that goes on.
  const mine = join(docs, '自分用')
  mkdirSync(mine)
  chmodSync(mine, 0)
  await rest(2_500)
  for (const path of files.slice(-40)) rmSync(path)
}

/** Saved as many programs do: a new file that nobody else may see at first, in the old one's place, opened at last. */
const saveClosed = async ({ files }: Place) => {
  for (const path of files.slice(0, 60)) {
    const beside = join(dirname(path), `.${basename(path)}.new`)
    writeFileSync(beside, readFileSync(path), { mode: 0 })
    renameSync(beside, path)
    chmodSync(path, 0o640)
    await rest(5)
  }
}

/** A few files moved elsewhere, with links left in their places. */
const leaveLinks = ({ files, outside }: Place) => {
  for (const path of files.slice(0, 8)) {
    const there = join(outside, basename(path))
    renameSync(path, there)
    symlinkSync(there, path)
  }
}

/** Loads about who may read what. They say something only where a user who is not root runs them. */
export const permissionLoads: readonly Load[] = [
  {
    id: 'B20',
    work: 'permissions of 120 files and 5 folders taken and given back',
    tools: [],
    run: changePermissions,
  },
  { id: 'B21', work: '60 files saved by way of a closed file', tools: [], run: saveClosed },
  { id: 'B22', work: '8 files moved out, links left behind', tools: [], run: leaveLinks },
]
