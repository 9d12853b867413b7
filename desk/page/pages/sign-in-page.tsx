import { type FormEvent, useState } from 'react'
import { Field, valuesOf } from '../parts/field.tsx'
import { ApiError, write } from '../state/api.ts'
import { loadMe } from '../state/store.ts'
import { useText } from '../state/words.ts'

/** Signing in; with the printed one-time link, making the first account. */
export const SignInPage = ({ needsSetup, once }: { needsSetup: boolean; once: string }) => {
  const text = useText()
  const [problem, setProblem] = useState('')
  const setup = once !== ''
  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    setProblem('')
    const values = valuesOf(event.currentTarget)
    try {
      await write(setup ? 'setup' : 'sign-in', setup ? { ...values, once } : values)
      // The used link must not stay in the address and the history.
      if (setup) location.replace('#/customers')
      await loadMe()
    } catch (error) {
      const status = error instanceof ApiError ? error.status : 0
      if (status === 401) setProblem(text('desk.entry.wrong'))
      else if (status === 409) setProblem(text('desk.admin.taken'))
      else if (status === 403 || status === 404) setProblem(text('desk.entry.setupUsed'))
      else if (status === 429) setProblem(text('desk.entry.tooMany'))
      else setProblem(text(status === 400 ? 'failure.bad-input' : 'failure.internal'))
    }
  }
  if (needsSetup && !setup)
    return (
      <main className="narrow">
        <p>{text('desk.entry.noAccount')}</p>
      </main>
    )
  return (
    <main className="narrow">
      <h1>{text(setup ? 'desk.entry.setupTitle' : 'desk.entry.title')}</h1>
      {setup && <p>{text('desk.entry.setupNote')}</p>}
      <form onSubmit={(e) => void send(e)}>
        <Field
          label={text('desk.entry.name')}
          name="name"
          autoComplete="username"
          maxLength={100}
          required
          {...(setup ? { hint: text('desk.entry.nameHint') } : {})}
        />
        {setup && <Field label={text('desk.entry.display')} name="display" maxLength={100} required />}
        <Field
          label={text('desk.entry.password')}
          name="password"
          type="password"
          autoComplete={setup ? 'new-password' : 'current-password'}
          maxLength={200}
          required
          {...(setup ? { minLength: 10, hint: text('desk.entry.passwordHint') } : {})}
        />
        <button type="submit" className="button main">
          {text(setup ? 'desk.entry.setup' : 'desk.entry.signIn')}
        </button>
        <p role="alert" className="problem">
          {problem}
        </p>
      </form>
    </main>
  )
}
