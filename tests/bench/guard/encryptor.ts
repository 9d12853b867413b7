import { randomBytes } from 'node:crypto'
import { closeSync, openSync, readFileSync, renameSync, unlinkSync, writeFileSync, writeSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Behaviour } from './behaviours.ts'
import { patchesOf } from './patterns.ts'
import { assertPlayground } from './playground.ts'

/** What a simulator process is told. `files` is its manifest, in the order of its attack; nothing else is touched. */
export type Plan = {
  top: string
  token: string
  behaviour: Behaviour
  files: string[]
  /** Files a second of this process. */
  rate: number
  /** Gets one line with the monotonic time in ns for each file, before its first byte is changed. */
  journal: string
}

/**
 * A safe stand-in for an encryptor: overwrites the generated documents of a playground with random bytes. It refuses
 * any folder without this run's marker, walks nowhere, keeps no key and knows no way back.
 */
const run = (plan: Plan): void => {
  const { behaviour: b, files } = plan
  assertPlayground(plan.top, plan.token, [...files, plan.journal])
  const journal = openSync(plan.journal, 'a')
  const touched = () => writeSync(journal, `${process.hrtime.bigint()}\n`)
  const started = performance.now()
  let done = 0
  const pace = () => {
    const wait = started + (done++ * 1000) / plan.rate - performance.now()
    if (wait > 0) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, wait)
  }
  const noted = new Set<string>()
  const leaveNote = (directory: string, when: 'before' | 'after') => {
    if (b.note?.when !== when || noted.has(directory) || (b.note.where === 'once' && noted.size > 0)) return
    noted.add(directory)
    writeFileSync(join(directory, b.note.name), 'This file was written by a test. Nothing was encrypted.\n')
  }
  const target = (path: string) => `${path}${b.ending ?? ''}`

  const attack = (path: string) => {
    const data = readFileSync(path)
    const patches = patchesOf(b.pattern, data)
    if (patches.length === 0) return
    pace()
    touched()
    const copies = b.op === 'copy+unlink'
    const fd = openSync(copies ? target(path) : path, copies ? 'w' : 'r+')
    for (const p of patches) writeSync(fd, p.bytes, 0, p.bytes.length, p.at)
    closeSync(fd)
    if (copies) unlinkSync(path)
    else if (b.op === 'inplace+rename') renameSync(path, target(path))
  }
  const packAway = (directory: string, inside: readonly string[]) => {
    const size = inside.reduce((sum, path) => sum + readFileSync(path).length, 0)
    const signature = Buffer.from([0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c, 0, 4])
    writeFileSync(
      join(directory, `${basename(directory)}${b.ending}`),
      Buffer.concat([signature, randomBytes(size)]),
    )
    for (const path of inside) {
      pace()
      touched()
      unlinkSync(path)
    }
  }

  const directories = Map.groupBy(files, dirname)
  for (const [directory, inside] of directories) {
    if (b.op === 'archive+unlink') {
      packAway(directory, inside)
      leaveNote(directory, 'after')
      continue
    }
    if (b.order !== 'alpha' && b.order !== 'directory') continue
    leaveNote(directory, 'before')
    for (const path of inside) attack(path)
    leaveNote(directory, 'after')
  }
  if (b.op === 'archive+unlink' || b.order === 'alpha' || b.order === 'directory') return
  // Orders that jump between directories: a note falls when a directory is entered first, or at the very end.
  for (const path of files) {
    leaveNote(dirname(path), 'before')
    attack(path)
  }
  if (files[0]) leaveNote(dirname(files[0]), 'after')
}

run(JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as Plan)
