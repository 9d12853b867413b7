import { type FormEvent, useId, useState } from 'react'
import { accountListSchema, auditListSchema, roleSchema } from '../../operator/contract.ts'
import { Field, valuesOf } from '../parts/field.tsx'
import { Table } from '../parts/table.tsx'
import { ApiError, write } from '../state/api.ts'
import { useRemote } from '../state/remote.ts'
import { sayTime, useText } from '../state/words.ts'

const Accounts = () => {
  const text = useText()
  const role = useId()
  const [problem, setProblem] = useState('')
  const { data, reload } = useRemote('accounts', accountListSchema)
  const attempt = async (path: string, body: unknown, taken: 'desk.admin.taken' | 'desk.admin.lastAdmin') => {
    setProblem('')
    await write(path, body).catch((error: unknown) =>
      setProblem(text(error instanceof ApiError && error.status === 409 ? taken : 'failure.bad-input')),
    )
    await reload()
  }
  const add = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    void attempt('accounts', valuesOf(event.currentTarget), 'desk.admin.taken')
  }
  return (
    <section className="card">
      <h2>{text('desk.admin.accounts')}</h2>
      <ul className="computers">
        {data?.accounts.map((a) => (
          <li key={a.id}>
            <p className="row">
              <strong>{a.display}</strong>
              <span>{a.name}</span>
              <span>{text(`desk.role.${a.role}`)}</span>
              {a.disabled && <strong>{text('desk.admin.closed')}</strong>}
            </p>
            <button
              type="button"
              className="button quiet"
              onClick={() =>
                void attempt(`accounts/${a.id}`, { disabled: !a.disabled }, 'desk.admin.lastAdmin')
              }
            >
              {text(a.disabled ? 'desk.admin.open' : 'desk.admin.close')}
            </button>
          </li>
        ))}
      </ul>
      <p role="alert" className="problem">
        {problem}
      </p>
      <details>
        <summary>{text('desk.admin.add')}</summary>
        <form onSubmit={add}>
          <Field label={text('desk.entry.name')} name="name" maxLength={100} required autoComplete="off" />
          <Field label={text('desk.entry.display')} name="display" maxLength={100} required />
          <div className="field">
            <label htmlFor={role}>{text('desk.role.label')}</label>
            <select id={role} name="role">
              {roleSchema.options.map((r) => (
                <option key={r} value={r}>
                  {text(`desk.role.${r}`)}
                </option>
              ))}
            </select>
          </div>
          <Field
            label={text('desk.entry.password')}
            hint={text('desk.entry.passwordHint')}
            name="password"
            type="password"
            minLength={10}
            maxLength={200}
            autoComplete="new-password"
            required
          />
          <button type="submit" className="button main">
            {text('desk.admin.save')}
          </button>
        </form>
      </details>
    </section>
  )
}

/** Accounts, export, and who did what: for administrators. */
export const AdministrationPage = () => {
  const text = useText()
  const { data } = useRemote('audit', auditListSchema)
  return (
    <main className="narrow">
      <h1>{text('desk.admin.title')}</h1>
      <Accounts />
      <section className="card">
        <p>
          <a href="/operator/api/export.csv" download>
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
          rows={(data?.lines ?? []).map((l) => ({
            key: String(l.id),
            cells: [sayTime(text, l.at), l.who, l.what, [l.subject, l.detail].filter(Boolean).join(' ')],
          }))}
        />
      </section>
    </main>
  )
}
