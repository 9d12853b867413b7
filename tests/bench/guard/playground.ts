import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, sep } from 'node:path'
import { documentMakers } from '../../fakes/guard/documents.ts'

/** Lies in every folder the simulators may touch; its content is the token they must be given. */
const markerName = '.guard-playground'

/** A folder made for one run: `docs` is guarded, `data` is the app's own, `outside` is for material. */
export type Playground = { top: string; docs: string; data: string; outside: string; token: string }

export const createPlayground = (): Playground => {
  const top = realpathSync(mkdtempSync(join(tmpdir(), 'guard-playground-')))
  const token = randomBytes(16).toString('hex')
  for (const name of ['docs', 'data', 'outside']) mkdirSync(join(top, name))
  writeFileSync(join(top, markerName), token, { flag: 'wx' })
  return { top, docs: join(top, 'docs'), data: join(top, 'data'), outside: join(top, 'outside'), token }
}

/**
 * Throws unless `top` is a playground that was made with this very token, below the system's temporary folder, and
 * `paths` lie in it and are no links. Every simulator calls it before it touches anything.
 */
export const assertPlayground = (top: string, token: string, paths: readonly string[]): void => {
  const real = realpathSync(top)
  if (real !== top || !real.startsWith(join(realpathSync(tmpdir()), 'guard-playground-')))
    throw new Error(`refused: ${top} is no playground of the guard's tests`)
  const marker = join(top, markerName)
  if (!existsSync(marker) || token.length < 32 || readFileSync(marker, 'utf8') !== token)
    throw new Error(`refused: ${top} holds no marker of this run`)
  for (const path of paths) {
    if (!path.startsWith(top + sep) || path.includes(`${sep}..`))
      throw new Error(`refused: ${path} lies outside`)
    if (lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink())
      throw new Error(`refused: ${path} is a link`)
  }
}

export const removePlayground = (p: Playground): void => {
  assertPlayground(p.top, p.token, [])
  reopen(p.docs)
  rmSync(p.top, { recursive: true, force: true })
}

/** A pseudo-random number in [0, 1): the same series for the same seed, so that every run is the same. */
export const createRandom = (seed: number) => {
  let x = seed >>> 0
  return () => {
    x = (Math.imul(x, 1664525) + 1013904223) >>> 0
    return x / 2 ** 32
  }
}

/** Sizes as in an office: median about 57 KB, a tenth below 4 KB, a tail to 1 MB. */
const sizeOf = (random: () => number): number => {
  const normal = Math.sqrt(-2 * Math.log(random() + 1e-9)) * Math.cos(2 * Math.PI * random())
  return Math.round(Math.min(1_000_000, Math.max(300, 57_000 * Math.exp(normal * 1.3))))
}

/** Writes `count` documents of all kinds into `folder`, `perDirectory` in each directory. Returns their paths. */
export const writeCorpus = (folder: string, count: number, perDirectory = 50, seed = 7): string[] => {
  const random = createRandom(seed)
  const kinds = Object.entries(documentMakers)
  const paths: string[] = []
  for (let i = 0; i < count; i++) {
    const directory = join(folder, `部署${String(Math.floor(i / perDirectory)).padStart(3, '0')}`)
    if (i % perDirectory === 0) mkdirSync(directory, { recursive: true })
    const [extension, make] = kinds[Math.floor(random() * kinds.length)]!
    const path = join(directory, `書類-${String(i).padStart(5, '0')}.${extension}`)
    writeFileSync(path, make(sizeOf(random), i))
    paths.push(path)
  }
  return paths
}

/** Opens again the folders that a simulator has closed: only then can they be removed. Follows no link. */
const reopen = (folder: string): void => {
  chmodSync(folder, 0o700)
  for (const e of readdirSync(folder, { withFileTypes: true }))
    if (e.isDirectory()) reopen(join(folder, e.name))
}

/** Empties the guarded folder and the app's own. */
export const emptyPlayground = (p: Playground): void => {
  assertPlayground(p.top, p.token, [p.docs, p.data])
  reopen(p.docs)
  for (const folder of [p.docs, p.data]) {
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder)
  }
}

/** Puts a fresh copy of the master documents into the guarded folder. */
export const restoreCorpus = (p: Playground, masters: string): void => {
  emptyPlayground(p)
  cpSync(masters, p.docs, { recursive: true })
}
