import { type FormEvent, useState } from 'react'
import { Field, valuesOf } from '../parts/field.tsx'
import { ApiError, write } from '../state/api.ts'
import { useText } from '../state/words.ts'

/** One's own password. */
export const PasswordPage = () => {
  const text = useText()
  const [said, setSaid] = useState<{ ok: boolean; words: string } | null>(null)
  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    setSaid(null)
    try {
      await write('password', valuesOf(form))
      form.reset()
      setSaid({ ok: true, words: text('desk.password.done') })
    } catch (error) {
      const status = error instanceof ApiError ? error.status : 0
      const words = {
        403: 'desk.password.wrong',
        429: 'desk.entry.tooMany',
        400: 'failure.bad-input',
      } as const
      setSaid({ ok: false, words: text(words[status as keyof typeof words] ?? 'failure.internal') })
    }
  }
  return (
    <main className="narrow">
      <h1>{text('desk.password.title')}</h1>
      <form onSubmit={(e) => void send(e)}>
        <Field
          label={text('desk.password.current')}
          name="current"
          type="password"
          autoComplete="current-password"
          maxLength={200}
          required
        />
        <Field
          label={text('desk.password.next')}
          hint={text('desk.entry.passwordHint')}
          name="password"
          type="password"
          autoComplete="new-password"
          minLength={10}
          maxLength={200}
          required
        />
        <button type="submit" className="button main">
          {text('desk.password.save')}
        </button>
        <p role="alert" className={said?.ok ? '' : 'problem'}>
          {said?.words}
        </p>
      </form>
    </main>
  )
}
