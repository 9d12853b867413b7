import { type FormEvent, useState } from 'react'
import { ApiError, write } from '../state/api.ts'
import { useText } from '../state/words.ts'
import { Field, valuesOf } from './field.tsx'

export type CustomerFormProps = {
  /** Where it is sent. */
  path: string
  /** What stands in it at first. */
  values?: { number: string; name: string; phone: string; note: string }
  save: string
  onSaved: () => Promise<void>
}

/** Number, name, phone number and a note of one customer. */
export const CustomerForm = ({ path, values, save, onSaved }: CustomerFormProps) => {
  const text = useText()
  const [problem, setProblem] = useState('')
  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    setProblem('')
    try {
      await write(path, valuesOf(form))
      if (!values) form.reset()
      await onSaved()
    } catch (error) {
      const taken = error instanceof ApiError && error.status === 409
      setProblem(text(taken ? 'desk.customers.taken' : 'failure.internal'))
    }
  }
  const field = (name: 'number' | 'name' | 'phone' | 'note') => ({
    label: text(`desk.customers.${name}`),
    name,
    defaultValue: values?.[name] ?? '',
  })
  return (
    <form onSubmit={(e) => void send(e)}>
      <Field {...field('number')} maxLength={40} required />
      <Field {...field('name')} maxLength={200} required />
      <Field {...field('phone')} type="tel" maxLength={40} />
      <Field {...field('note')} maxLength={2000} />
      <button type="submit" className="button main">
        {save}
      </button>
      <p role="alert" className="problem">
        {problem}
      </p>
    </form>
  )
}
