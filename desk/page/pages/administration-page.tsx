import { requestStatusSchema } from '../../../main/contract/request.ts'
import { type AuditLine, auditListSchema, roleSchema } from '../../operator/contract.ts'
import { Accounts } from '../parts/accounts.tsx'
import { Table } from '../parts/table.tsx'
import { useRemote } from '../state/remote.ts'
import { sayTime, useText } from '../state/words.ts'

/** A status, a role or a table's name in words; anything else as it is. */
const useDetail = () => {
  const text = useText()
  return (detail: string): string => {
    const status = requestStatusSchema.safeParse(detail)
    if (status.success) return text(`requestStatus.${status.data}`)
    const role = roleSchema.safeParse(detail)
    if (role.success) return text(`desk.role.${role.data}`)
    return text.first([`desk.audit.table.${detail}`]) ?? detail
  }
}

/** Accounts, export, and who did what: for administrators. */
export const AdministrationPage = () => {
  const text = useText()
  const say = useDetail()
  const { data } = useRemote('audit', auditListSchema)
  const row = (l: AuditLine) => ({
    key: String(l.id),
    cells: [
      sayTime(text, l.at),
      l.who,
      text.first([`desk.audit.${l.what}`]) ?? l.what,
      [l.subject, l.detail].filter(Boolean).map(say).join(' ・ '),
    ],
  })
  return (
    <main className="narrow">
      <h1>{text('desk.admin.title')}</h1>
      <Accounts />
      <section className="card">
        <h2>{text('desk.admin.exports')}</h2>
        <p>
          <a className="back shown" href="/operator/api/export.csv" download>
            {text('desk.admin.export')}
          </a>
        </p>
        <p className="hint">{text('desk.admin.exportNote')}</p>
      </section>
      <section className="card">
        <h2>{text('desk.admin.audit')}</h2>
        <Table
          head={(['auditAt', 'auditWho', 'auditWhat', 'auditSubject'] as const).map((k) =>
            text(`desk.admin.${k}`),
          )}
          rows={(data?.lines ?? []).map(row)}
        />
      </section>
    </main>
  )
}
