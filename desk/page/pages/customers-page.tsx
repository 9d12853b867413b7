import { useId, useState } from 'react'
import { customerListSchema } from '../../operator/contract.ts'
import { CustomerCard } from '../parts/customer-card.tsx'
import { CustomerForm } from '../parts/customer-form.tsx'
import { useRemote } from '../state/remote.ts'
import { useMay } from '../state/store.ts'
import { useLater, useText } from '../state/words.ts'

/** How many customers the desk gives at once. */
const page = 50

/** Customers, their PCs and how those are; silent ones first. */
export const CustomersPage = () => {
  const text = useText()
  const admin = useMay('administer')
  const [words, setWords] = useState('')
  const [silent, setSilent] = useState(false)
  const [offset, setOffset] = useState(0)
  const [field, box] = [useId(), useId()]
  const query = new URLSearchParams({
    q: useLater(words),
    silent: silent ? '1' : '0',
    offset: String(offset),
  })
  const { data, reload } = useRemote(`customers?${query}`, customerListSchema)
  if (!data) return null
  const { customers, total, silentComputers } = data
  const next = (by: number) => {
    setOffset(Math.max(0, offset + by))
    scrollTo(0, 0)
  }
  return (
    <main className="narrow">
      <h1>{text('desk.customers.title')}</h1>
      {silentComputers > 0 && (
        <p className="remark">{text('desk.customers.silentCount', { count: silentComputers })}</p>
      )}
      <form className="search" onSubmit={(e) => e.preventDefault()}>
        <div className="field">
          <label htmlFor={field}>{text('desk.customers.search')}</label>
          <input
            id={field}
            type="search"
            value={words}
            maxLength={200}
            onChange={(e) => {
              setWords(e.target.value)
              setOffset(0)
            }}
          />
        </div>
        <label className="tick" htmlFor={box}>
          <input
            id={box}
            type="checkbox"
            checked={silent}
            onChange={(e) => {
              setSilent(e.target.checked)
              setOffset(0)
            }}
          />
          {text('desk.customers.onlySilent')}
        </label>
      </form>
      {admin && (
        <details className="card">
          <summary>{text('desk.customers.add')}</summary>
          <CustomerForm path="customers" save={text('desk.customers.save')} onSaved={reload} />
        </details>
      )}
      {customers.length === 0 && (
        <p className="hint">
          {text(words.trim() || silent ? 'desk.customers.noneFound' : 'desk.customers.empty')}
        </p>
      )}
      {customers.map((customer) => (
        <CustomerCard key={customer.id} customer={customer} admin={admin} onChanged={reload} />
      ))}
      {total > page && (
        <p className="row">
          <button type="button" className="button" disabled={offset === 0} onClick={() => next(-page)}>
            {text('desk.customers.before')}
          </button>
          <span>
            {text('desk.customers.range', { from: offset + 1, to: offset + customers.length, total })}
          </span>
          <button
            type="button"
            className="button"
            disabled={offset + page >= total}
            onClick={() => next(page)}
          >
            {text('desk.customers.after')}
          </button>
        </p>
      )}
    </main>
  )
}
