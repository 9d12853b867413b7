import { accessSync, constants, existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readAuthMessage } from '../../normalise/auth-message.ts'
import { readJournalRecord } from '../../normalise/journal-record.ts'
import type { SourceContext } from '../source.ts'
import { emitAuth } from './emit-auth.ts'

/** Can this user read the system's journal? journalctl itself says so only in words, so the files are asked. */
export const journalAccess = (
  roots: readonly string[] = ['/var/log/journal', '/run/log/journal'],
  idFile = '/etc/machine-id',
): 'readable' | 'no-permission' | 'none' => {
  let answer: 'no-permission' | 'none' = 'none'
  let id: string
  try {
    id = readFileSync(idFile, 'utf8').trim()
  } catch {
    return 'none'
  }
  for (const root of roots) {
    const folder = join(root, id)
    if (!existsSync(folder)) continue
    try {
      if (!readdirSync(folder).includes('system.journal')) continue
      accessSync(join(folder, 'system.journal'), constants.R_OK)
      return 'readable'
    } catch {
      answer = 'no-permission'
    }
  }
  return answer
}

// Facilities 4 (auth) and 10 (authpriv) of syslog: everything that has to do with signing in.
const facilities = ['SYSLOG_FACILITY=4', 'SYSLOG_FACILITY=10']

/** Follows the journal from the bookmark on, or from now. Returns the function that ends it. */
export const followJournal = (context: SourceContext, source: string): (() => void) => {
  const { clock, run, bookmark, health, died } = context
  const startedAt = clock.now()
  const mark = (bookmark.read() as { cursor?: unknown } | null)?.cursor
  const place = typeof mark === 'string' ? ['--after-cursor', mark, '--no-tail'] : ['--lines', '0']
  let stopped = false
  const stream = run.lines('journalctl', ['--output=json', '--follow', ...place, ...facilities], {
    onLine(line, cut) {
      const record = cut ? null : readJournalRecord(line)
      if (!record) return
      const attempt = readAuthMessage(record.message, record.program)
      if (attempt) emitAuth(context, source, attempt, record.at ?? clock.now(), startedAt)
      if (record.cursor !== null) bookmark.write({ cursor: record.cursor })
    },
    onEnd({ code, problem, stderr }) {
      if (stopped) return
      if (problem === 'not-found') health('cannot', { code: 'tool-missing', params: { tool: 'journalctl' } })
      else {
        // A cursor that the journal does not know any more must not keep the source from ever starting again.
        if (code !== 0 && typeof mark === 'string') bookmark.write({ cursor: null })
        died({ code: 'tool-ended', params: { tool: 'journalctl', detail: stderr.slice(0, 200) } })
      }
    },
  })
  health('watching')
  return () => {
    stopped = true
    stream.stop()
  }
}
