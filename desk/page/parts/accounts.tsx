import { type FormEvent, useId, useState } from 'react'
import { type Account, accountListSchema, roleSchema } from '../../operator/contract.ts'
import { ApiError, write } from '../state/api.ts'
import { useRemote } from '../state/remote.ts'
import { useText } from '../state/words.ts'
import { Field, valuesOf } from './field.tsx'

type Attempt = (path: string, body: unknown) => Promise<boolean>

const RoleChoice = ({ label, ...select }: { label: string } & React.ComponentProps<'select'>) => {
  const text = useText()
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select id={id} {...select}>
        {roleSchema.options.map((r) => (
          <option key={r} value={r}>
            {text(`desk.role.${r}`)} – {text(`desk.role.may.${r}`)}
          </option>
        ))}
      </select>
    </div>
  )
}

const NewPassword = () => {
  const text = useText()
  return (
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
  )
}

const AccountLine = ({ account: a, attempt }: { account: Account; attempt: Attempt }) => {
  const text = useText()
  const path = `accounts/${encodeURIComponent(a.id)}`
  const reset = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    if (await attempt(path, valuesOf(form))) form.reset()
  }
  return (
    <li>
      <p className="row">
        <strong>{a.display}</strong>
        <span>{a.name}</span>
        <span>{text(`desk.role.${a.role}`)}</span>
        {a.disabled && <strong>{text('desk.admin.closed')}</strong>}
      </p>
      <button
        type="button"
        className="button quiet"
        onClick={() => void attempt(path, { disabled: !a.disabled })}
      >
        {text(a.disabled ? 'desk.admin.open' : 'desk.admin.close')}
      </button>
      <details>
        <summary>{text('desk.admin.change', { name: a.display })}</summary>
        <RoleChoice
          label={text('desk.role.label')}
          value={a.role}
          onChange={(e) => void attempt(path, { role: e.target.value })}
        />
        <form onSubmit={(e) => void reset(e)}>
          <NewPassword />
          <button type="submit" className="button">
            {text('desk.admin.reset')}
          </button>
        </form>
      </details>
    </li>
  )
}

/** Who may use the desk, and as what. */
export const Accounts = () => {
  const text = useText()
  const [said, setSaid] = useState({ problem: '', done: '' })
  const { data, reload } = useRemote('accounts', accountListSchema)
  const attempt: Attempt = async (path, body) => {
    setSaid({ problem: '', done: '' })
    try {
      await write(path, body)
      setSaid({ problem: '', done: text('desk.admin.done') })
      return true
    } catch (error) {
      const code = error instanceof ApiError ? error.code : ''
      const known = { 'name-taken': 'desk.admin.taken', 'last-admin': 'desk.admin.lastAdmin' } as const
      setSaid({ problem: text(known[code as keyof typeof known] ?? 'failure.bad-input'), done: '' })
      return false
    } finally {
      await reload()
    }
  }
  const add = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    if (await attempt('accounts', valuesOf(form))) form.reset()
  }
  return (
    <section className="card">
      <h2>{text('desk.admin.accounts')}</h2>
      <ul className="computers">
        {data?.accounts.map((a) => (
          <AccountLine key={a.id} account={a} attempt={attempt} />
        ))}
      </ul>
      <p role="alert" className="problem">
        {said.problem}
      </p>
      <p role="status">{said.done}</p>
      <details>
        <summary>{text('desk.admin.add')}</summary>
        <form onSubmit={(e) => void add(e)}>
          <Field label={text('desk.entry.name')} name="name" maxLength={100} required autoComplete="off" />
          <Field label={text('desk.entry.display')} name="display" maxLength={100} required />
          <RoleChoice label={text('desk.role.label')} name="role" />
          <NewPassword />
          <button type="submit" className="button main">
            {text('desk.admin.save')}
          </button>
        </form>
      </details>
    </section>
  )
}
