import { firstReadable } from '../../../ports/first-readable.ts'
import { type FilePosition, followFile } from '../../../ports/follow-file.ts'
import { readAuthMessage } from '../../normalise/auth-message.ts'
import { readSyslogFileLine } from '../../normalise/syslog-file-line.ts'
import type { SourceContext } from '../source.ts'
import { emitAuth } from './emit-auth.ts'

/** Where the distributions keep it: Debian and Ubuntu; Fedora, RHEL and SUSE. */
export const authLogFiles = ['/var/log/auth.log', '/var/log/secure', '/var/log/messages'] as const
const lookEvery = 5000

/** The first of the files that is there: readable, or why not. */
export const findAuthLog = (
  files: readonly string[] = authLogFiles,
): { file: string; readable: boolean } | null => firstReadable(files)

const positionIn = (mark: unknown, file: string): FilePosition | null => {
  const { file: marked, inode, offset } = (mark ?? {}) as Record<string, unknown>
  return marked === file && typeof inode === 'number' && typeof offset === 'number' && offset >= 0
    ? { inode, offset }
    : null
}

/** Follows a text log of logins. Returns the function that ends it. */
export const followAuthLog = (context: SourceContext, source: string, file: string): (() => void) => {
  const { clock, bookmark, health } = context
  const startedAt = clock.now()
  return followFile({
    file,
    clock,
    every: lookEvery,
    from: positionIn(bookmark.read(), file),
    onLines(lines, position) {
      for (const line of lines) {
        const { at, program, message } = readSyslogFileLine(line, clock.now())
        const attempt = readAuthMessage(message, program)
        if (attempt) emitAuth(context, source, attempt, at ?? clock.now(), startedAt)
      }
      bookmark.write({ file, ...position })
    },
    onTrouble(code) {
      if (code === null) health('watching')
      else health('cannot', { code: code === 'EACCES' ? 'no-permission' : 'log-missing', params: { file } })
    },
  })
}
