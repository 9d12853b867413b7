import { statSync } from 'node:fs'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { readRegularText } from '../../../ports/regular-file.ts'
import type { StateEntry } from '../../normalise/state/state-diff.ts'
import {
  readBundles,
  readCrontab,
  readGuids,
  readLines,
  readMembers,
  readPaths,
  readProfiles,
  readScheduledTasks,
  readWmiEvents,
} from '../../normalise/state/tool-output.ts'
import type { SourceContext } from '../source.ts'
import type { RowReader, ToolReader } from './rows/row.ts'
import type { GroupRead } from './state-watch.ts'

const readers: Readonly<Record<ToolReader, (output: string) => StateEntry[] | null>> = {
  lines: readLines,
  crontab: readCrontab,
  guids: readGuids,
  members: readMembers,
  'scheduled-tasks': readScheduledTasks,
  'wmi-events': readWmiEvents,
  paths: readPaths,
  bundles: readBundles,
  profiles: readProfiles,
}

/** Win32 ERROR_ACCESS_DENIED. */
const accessDenied = 5
/** Even an answer whose files did not change is asked for again after this time (ms). */
const longest = 5 * 60_000

type ToolPlace = Extract<RowReader, { kind: 'tool' }>

/** Names the present state of some files and folders; null where none of them is there to tell. */
const stampOf = (paths: readonly string[]): string | null => {
  let user: string
  try {
    user = userInfo().username
  } catch {
    return null
  }
  const stamps = paths.flatMap((path) => {
    try {
      const stats = statSync(path.replace('$USER', user), { throwIfNoEntry: false })
      return stats ? [`${stats.ino}:${stats.mtimeMs}:${stats.ctimeMs}:${stats.size}`] : ['-']
    } catch {
      return ['?']
    }
  })
  return stamps.every((s) => s === '-' || s === '?') ? null : stamps.join('|')
}

/** Asks a tool as seldom as its files allow: a start of a program costs more than all other looks together. */
export const createToolPlace = (
  place: ToolPlace,
  platform: NodeJS.Platform,
): ((context: SourceContext) => Promise<GroupRead>) => {
  const { changedWith } = place
  if (!changedWith) return (context) => readToolPlace(context, place, platform)
  let known: { stamp: string | null; at: number; read: GroupRead } | null = null
  return async (context) => {
    const stamp = stampOf(changedWith)
    const now = context.clock.monotonic()
    if (known && stamp !== null && known.stamp === stamp && now - known.at < longest) return known.read
    const read = await readToolPlace(context, place, platform)
    known = 'unread' in read ? null : { stamp, at: now, read }
    return read
  }
}

/** Reads one place that is a file of lines. A file that is not there holds nothing. */
export const readTextPlace = (
  { file, read }: Extract<RowReader, { kind: 'text' }>,
  root: string,
): GroupRead => {
  try {
    const entries = readers[read](readRegularText(join(root || '/', file)))
    return entries
      ? { entries }
      : { unread: { code: 'tool-failed', params: { tool: file, detail: 'shape' } } }
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT'
      ? { entries: [] }
      : { unread: { code: 'no-permission', params: { file } } }
  }
}

/** Reads one place through a tool. What the tool refuses or says in an unknown shape is unread, never empty. */
export const readToolPlace = async (
  { run }: SourceContext,
  { file, args, read, empty = [], optional = false }: ToolPlace,
  platform: NodeJS.Platform,
): Promise<GroupRead> => {
  const { code, stdout, problem } = await run.run(file, args, {
    timeout: 30_000,
    ...(platform === 'win32' ? { encoding: 'cp932' } : {}),
  })
  if (problem === 'not-found' && optional) return { entries: [] }
  if (problem === 'not-found') return { unread: { code: 'tool-missing', params: { tool: file } } }
  if (code !== null && empty.includes(code)) return { entries: [] }
  if (code === accessDenied) return { unread: { code: 'needs-admin' } }
  const entries = code === 0 ? readers[read](stdout) : null
  return entries
    ? { entries }
    : { unread: { code: 'tool-failed', params: { tool: file, detail: problem ?? `exit ${code}` } } }
}
