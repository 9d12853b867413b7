import { readdirSync, statSync } from 'node:fs'
import { open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { StringDecoder } from 'node:string_decoder'
import { type BlockList, createBlockListBuilder } from '../../normalise/state/block-list.ts'
import { createBlockListReader, readJsonBlockList } from '../../normalise/state/block-list-text.ts'

/** What an alert says of the list that an address stands on. */
export type ListSource = {
  /** Name of its file. */
  name: string
  /** Did it come with the provider's updates, or was it put there by hand? */
  origin: 'provider' | 'local'
  /** When the list was made (ms): by its own newest date, else by its file's. */
  updatedAt: number
}
export type LoadedLists = { list: BlockList; sources: ReadonlyMap<string, ListSource> }

/** Folder below the lists' own into which the provider's updates put theirs. */
const fromProvider = 'desk'
const biggestList = 64 * 1024 * 1024
/** A list that is one JSON value has to be read as a whole. */
const biggestJson = 32 * 1024 * 1024
const pieceSize = 32 * 1024
const listFile = /\.(?:csv|txt|json|ndjson|list)$/i

type Found = { name: string; file: string; origin: ListSource['origin']; size: number; mtimeMs: number }

const filesIn = (folder: string, origin: ListSource['origin']): Found[] => {
  let names: string[]
  try {
    names = readdirSync(folder).sort()
  } catch {
    return []
  }
  return names.flatMap((name) => {
    const file = join(folder, name)
    const stats = statSync(file, { throwIfNoEntry: false })
    if (!stats?.isFile() || !listFile.test(name)) return []
    return [{ name, file, origin, size: stats.size, mtimeMs: stats.mtimeMs }]
  })
}

/** The lists that lie in a folder: those put there by hand, and those of the provider's updates. Never throws. */
export const findLists = (folder: string): Found[] => [
  ...filesIn(folder, 'local'),
  ...filesIn(join(folder, fromProvider), 'provider'),
]

/** Changes whenever a list comes, goes or is replaced. Pure. */
export const stampOf = (found: readonly Found[]): string =>
  found.map((f) => `${f.file}:${f.size}:${f.mtimeMs}`).join('|')

/** The lines of a file, a piece at a time through one buffer; of a line without an end only the beginning is kept. */
async function* linesOf(file: string): AsyncGenerator<string[]> {
  const handle = await open(file)
  try {
    const piece = Buffer.allocUnsafe(pieceSize)
    const decoder = new StringDecoder('utf8')
    let rest = ''
    for (;;) {
      const { bytesRead } = await handle.read(piece, 0, pieceSize)
      if (bytesRead === 0) break
      const lines = `${rest}${decoder.write(piece.subarray(0, bytesRead))}`.split('\n')
      rest = (lines.pop() ?? '').slice(0, pieceSize)
      if (lines.length > 0) yield lines
    }
    yield [rest]
  } finally {
    await handle.close()
  }
}

/** An object a line begins alike: only the whole tells, and the reader of lines takes what is none. */
const looksLikeJson = async (file: string): Promise<boolean> => {
  for await (const [line = ''] of linesOf(file)) return /^\s*[[{]/.test(line.slice(0, 100))
  return false
}

/**
 * Reads lists piece by piece, so that neither their text nor the time it takes stands in anybody's way. A list that cannot be
 * read, or is larger than 64 MB, is left out and named.
 */
export const loadLists = async (
  found: readonly Found[],
): Promise<LoadedLists & { unread: { name: string; problem: string }[] }> => {
  const builder = createBlockListBuilder()
  const sources = new Map<string, ListSource>()
  const unread: { name: string; problem: string }[] = []
  for (const { name, file, origin, size, mtimeMs } of found) {
    const id = `${origin} ${name}`
    try {
      if (size > biggestList) throw new Error('larger than 64 MB')
      builder.list(id)
      const json =
        size <= biggestJson && (await looksLikeJson(file))
          ? readJsonBlockList(await readFile(file, 'utf8'))
          : null
      const reader = createBlockListReader()
      if (json) for (const key of json) builder.add(key)
      else
        for await (const lines of linesOf(file))
          for (const line of lines) for (const key of reader.line(line)) builder.add(key)
      const told = Date.parse(`${reader.latest()?.replace(' ', 'T')}Z`)
      sources.set(id, { name, origin, updatedAt: told <= mtimeMs ? told : Math.round(mtimeMs) })
    } catch (error) {
      unread.push({ name, problem: String(error).slice(0, 200) })
    }
  }
  return { list: builder.done(), sources, unread }
}
