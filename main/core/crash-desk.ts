import { redactText } from '../consult/redact.ts'
import type { Handlers } from '../contract/api.ts'
import type { KeptAttachment } from '../contract/attachment.ts'
import { Failure } from '../contract/failure.ts'
import type { HelpRequest } from '../contract/request.ts'
import type { CrashReports } from '../ports/crash-reports.ts'

export type CrashDeskOptions = {
  crashes: CrashReports
  /** Hidden in what is shown and sent: it holds the user's name. */
  home: string
  /** Keeps the bytes to go with a request. */
  keep: (what: Pick<KeptAttachment, 'kind' | 'name'>, bytes: Uint8Array) => KeptAttachment
  /** Sends a kept file to the desk. */
  send: (file: KeptAttachment) => HelpRequest
}

/**
 * What a page may do with the reports of parts that ended: read, delete, send. Secrets and the user's own name are hidden, and
 * exactly what was read is sent: so never an image of the memory, which nobody can read.
 */
export const createCrashDesk = ({
  crashes,
  home,
  keep,
  send,
}: CrashDeskOptions): Pick<Handlers, 'crash.list' | 'crash.remove' | 'crash.send'> => {
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
    'crash.send'({ id }) {
      const report = list().reports.find((r) => r.id === id)
      if (!report) throw new Failure('not-found', 'no such report')
      if (report.text === '') throw new Failure('bad-input', 'an image of the memory is never sent')
      const sent = send(keep({ kind: 'crash', name: `crash-${report.id}` }, Buffer.from(report.text)))
      return { requestId: sent.id, receipt: sent.receipt }
    },
  }
}
