import type { StateEntry } from '../../normalise/state/state-diff.ts'
import {
  readCrontab,
  readGuids,
  readLines,
  readMembers,
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
}

/** Win32 ERROR_ACCESS_DENIED. */
const accessDenied = 5

/** Reads one place through a tool. What the tool refuses or says in an unknown shape is unread, never empty. */
export const readToolPlace = async (
  { run }: SourceContext,
  { file, args, read, empty = [], optional = false }: Extract<RowReader, { kind: 'tool' }>,
): Promise<GroupRead> => {
  const { code, stdout, problem } = await run.run(file, args, {
    timeout: 30_000,
    ...(process.platform === 'win32' ? { encoding: 'cp932' } : {}),
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
