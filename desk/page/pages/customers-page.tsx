import { type FormEvent, useState } from 'react'
import { customerListSchema } from '../../operator/contract.ts'
import { CustomerCard } from '../parts/customer-card.tsx'
import { Field, valuesOf } from '../parts/field.tsx'
import { ApiError, write } from '../state/api.ts'
import { useRemote } from '../state/remote.ts'
import { useDesk } from '../state/store.ts'
import { useText } from '../state/words.ts'

const AddCustomer = ({ onAdded }: { onAdded: () => Promise<void> }) => {
  const text = useText()
  const [problem, setProblem] = useState('')
  const add = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    setProblem('')
    try {
      await write('customers', valuesOf(form))
      form.reset()
      await onAdded()
    } catch (error) {
      const taken = error instanceof ApiError && error.status === 409
      setProblem(text(taken ? 'desk.customers.taken' : 'failure.internal'))
    }
  }
  return (
    <details className="card">
      <summary>{text('desk.customers.add')}</summary>
      <form onSubmit={(e) => void add(e)}>
        <Field label={text('desk.customers.number')} name="number" maxLength={40} required />
        <Field label={text('desk.customers.name')} name="name" maxLength={200} required />
        <Field label={text('desk.customers.phone')} name="phone" type="tel" maxLength={40} />
        <button type="submit" className="button main">
          {text('desk.customers.save')}
        </button>
        <p role="alert" className="problem">
          {problem}
        </p>
      </form>
    </details>
  )
}

/** Customers, their PCs and how those are; silent ones first. */
export const CustomersPage = () => {
  const text = useText()
  const admin = useDesk((s) => s.me?.me?.role === 'admin')
  const { data, reload } = useRemote('customers', customerListSchema)
  if (!data) return null
  const silent = (c: (typeof data.customers)[number]) => Number(c.computers.some((pc) => pc.silent))
  return (
    <main className="narrow">
      <h1>{text('desk.customers.title')}</h1>
      {admin && <AddCustomer onAdded={reload} />}
      {data.customers.length === 0 && <p className="hint">{text('desk.customers.empty')}</p>}
      {data.customers
        .toSorted((a, b) => silent(b) - silent(a))
        .map((customer) => (
          <CustomerCard key={customer.id} customer={customer} admin={admin} onChanged={reload} />
        ))}
    </main>
  )
}
