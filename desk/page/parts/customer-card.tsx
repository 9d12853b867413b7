import { useState } from 'react'
import { dialable } from '../../../main/contract/request.ts'
import { activationCodeSchema, type Customer } from '../../operator/contract.ts'
import { write } from '../state/api.ts'
import { sayTime, useText } from '../state/words.ts'
import { ComputerLine } from './computer-line.tsx'
import { CustomerForm } from './customer-form.tsx'

export type CustomerCardProps = { customer: Customer; admin: boolean; onChanged: () => Promise<void> }

/** One customer: number, phone, PCs; for administrators the codes and the erasing. */
export const CustomerCard = ({ customer, admin, onChanged }: CustomerCardProps) => {
  const text = useText()
  const [code, setCode] = useState('')
  const [problem, setProblem] = useState('')
  const path = `customers/${encodeURIComponent(customer.id)}`
  const attempt = async (f: () => Promise<void>) => {
    setProblem('')
    await f().catch(() => setProblem(text('failure.internal')))
    await onChanged()
  }
  const makeCode = () =>
    attempt(async () => setCode(activationCodeSchema.parse(await write(`${path}/codes`)).code))
  const erase = () =>
    attempt(async () => {
      if (confirm(text('desk.customers.eraseSure'))) await write(`${path}/erase`)
    })
  return (
    <section className="card">
      <h2>
        {customer.name} <small>{customer.number}</small>
      </h2>
      {customer.phone && (
        <p>
          <a href={`tel:${dialable(customer.phone)}`}>{customer.phone}</a>
        </p>
      )}
      {customer.note && <p>{customer.note}</p>}
      {customer.computers.length === 0 && <p className="hint">{text('desk.customers.noComputer')}</p>}
      <ul className="computers">
        {customer.computers.map((computer) => (
          <ComputerLine key={computer.id} computer={computer} admin={admin} onChanged={onChanged} />
        ))}
      </ul>
      {customer.codes.length > 0 && (
        <p className="hint">
          {text('desk.customers.codeOpen')}{' '}
          {customer.codes
            .map(
              (c) => `${c.hint} (${text('desk.customers.codeUntil', { date: sayTime(text, c.expiresAt) })})`,
            )
            .join(' ')}
        </p>
      )}
      {code && (
        <p className="code" role="status">
          <strong>{code}</strong>
          <span>{text('desk.customers.codeNote')}</span>
        </p>
      )}
      {admin && (
        <p className="row">
          <button type="button" className="button" onClick={() => void makeCode()}>
            {text('desk.customers.code')}
          </button>
          <button type="button" className="button quiet" onClick={() => void erase()}>
            {text('desk.customers.erase')}
          </button>
        </p>
      )}
      {admin && (
        <details>
          <summary>{text('desk.customers.change')}</summary>
          <CustomerForm
            key={`${customer.number} ${customer.name} ${customer.phone} ${customer.note}`}
            path={path}
            values={customer}
            save={text('desk.customers.saveChange')}
            onSaved={onChanged}
          />
        </details>
      )}
      <p role="alert" className="problem">
        {problem}
      </p>
    </section>
  )
}
