import { redactText } from '../consult/redact.ts'
import type { Handlers } from '../contract/api.ts'
import type { CrashReports } from '../ports/crash-reports.ts'

/** What a page may do with the reports of parts that ended: read and delete. Secrets and the user's own name are hidden. */
export const createCrashDesk = (
  crashes: CrashReports,
  home: string,
): Pick<Handlers, 'crash.list' | 'crash.remove'> => {
  const list = () => ({
    reports: crashes
      .list()
      .map((r) => ({ ...r, text: redactText(home ? r.text.replaceAll(home, '~') : r.text) })),
  })
  return {
    'crash.list': list,
    'crash.remove'({ id }) {
      crashes.remove(id)
      return list()
    },
  }
}
