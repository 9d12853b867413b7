import type { Source } from '../source.ts'
import { findAuthLog, followAuthLog } from './auth-log.ts'
import { followJournal, journalAccess } from './journald.ts'

export type LinuxLoginOptions = {
  /** Log files to look for, first one wins; default: where the distributions keep them. */
  files?: readonly string[]
  /** Default: asks the journal's own files. */
  journal?: () => ReturnType<typeof journalAccess>
}

/** Logins on Linux: from journald where this user may read it, else from auth.log. */
export const createLinuxLogins = ({ files, journal = journalAccess }: LinuxLoginOptions = {}): Source => {
  const id = 'logins-linux'
  let end: (() => void) | null = null
  return {
    id,
    start(context) {
      const access = journal()
      if (access === 'readable') {
        end = followJournal(context, id)
        return
      }
      const log = findAuthLog(files)
      if (log?.readable) {
        context.health('watching')
        end = followAuthLog(context, id, log.file)
      } else if (log || access === 'no-permission')
        context.health('cannot', { code: 'no-permission', params: { file: log?.file ?? 'journald' } })
      else context.health('cannot', { code: 'log-missing', params: { file: 'auth.log' } })
    },
    stop() {
      end?.()
      end = null
    },
  }
}
