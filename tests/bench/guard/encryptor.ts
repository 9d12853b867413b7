import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  closeSync,
  copyFileSync,
  fchmodSync,
  fstatSync,
  futimesSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  statSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Behaviour } from './behaviours.ts'
import { type Patch, patchesOf } from './patterns.ts'
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

/** Of a file of hundreds of megabytes only the beginning counts. */
const contentOf = (path: string): Buffer => {
  const size = statSync(path).size
  if (size <= 64 * 1024 * 1024) return readFileSync(path)
  const beginning = Buffer.alloc(64 * 1024)
  const fd = openSync(path, 'r')
  readSync(fd, beginning)
  closeSync(fd)
  return beginning
}

const write = (path: string, flags: string, patches: readonly Patch[], closes?: Behaviour['closes']) => {
  const fd = openSync(path, flags)
  const { atimeMs, mtimeMs } = fstatSync(fd)
  // What is open stays open to whoever has opened it.
  if (closes) fchmodSync(fd, 0)
  for (const p of patches) writeSync(fd, p.bytes, 0, p.bytes.length, p.at)
  if (closes === 'and-times') futimesSync(fd, atimeMs / 1000, mtimeMs / 1000)
  closeSync(fd)
}

/** Python has memory mapping, Node has not. It gets one path, and writes noise over the mapped pages. */
const mapped = `
import mmap, os, sys
with open(sys.argv[1], 'r+b') as f:
    m = mmap.mmap(f.fileno(), 0)
    m[:] = os.urandom(len(m))
    m.close()
`
/** A process for each file, which gets its path and one patch. */
const each = `const fs = require('fs'); const fd = fs.openSync(process.argv[1], 'r+')
fs.writeSync(fd, require('crypto').randomBytes(fs.fstatSync(fd).size), 0, undefined, 0); fs.closeSync(fd)`

/** Destroys one file, in the way of this behaviour. */
const strike = (b: Behaviour, path: string, target: string, patches: readonly Patch[], top: string): void => {
  const ways: Partial<Record<Behaviour['op'], () => void>> = {
    'copy+unlink'() {
      copyFileSync(path, target)
      write(target, 'r+', patches, b.closes)
      unlinkSync(path)
    },
    'inplace+rename'() {
      write(path, 'r+', patches)
      renameSync(path, target)
    },
    'rename+inplace'() {
      renameSync(path, target)
      write(target, 'r+', patches, b.closes)
    },
    'copy-elsewhere+unlink'() {
      const folder = join(top, 'docs', 'out')
      mkdirSync(folder, { recursive: true })
      write(join(folder, basename(target)), 'w', patches)
      unlinkSync(path)
    },
    truncate: () => write(path, 'w', patches),
    replace() {
      write(`${path}.tmp~`, 'w', patches, b.closes)
      renameSync(`${path}.tmp~`, path)
    },
    pipe() {
      unlinkSync(path)
      spawnSync('mkfifo', [path])
    },
    link() {
      write(target, 'w', patches, b.closes)
      unlinkSync(path)
      symlinkSync(target, path)
    },
    'move-away'() {
      // Its owner can put things into it, and nobody can see them there.
      const folder = join(top, 'docs', 'away')
      mkdirSync(folder, { recursive: true })
      chmodSync(folder, 0o300)
      renameSync(path, join(folder, basename(path)))
    },
    mapped: () => void spawnSync('python3', ['-c', mapped, path]),
    'process-each': () => void spawnSync(process.execPath, ['-e', each, path]),
  }
  const inPlace = () => write(path, 'r+', patches, b.closes)
  ;(ways[b.op] ?? inPlace)()
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
    const patches = patchesOf(b.pattern, contentOf(path))
    if (patches.length === 0) return
    pace()
    touched()
    strike(b, path, target(path), patches, plan.top)
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
    const moved = b.op === 'move-folder+inplace' ? `${directory}-moved` : directory
    if (moved !== directory) renameSync(directory, moved)
    for (const path of inside) attack(join(moved, basename(path)))
    leaveNote(moved, 'after')
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
