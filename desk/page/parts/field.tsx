import { type InputHTMLAttributes, useId } from 'react'

export type FieldProps = { label: string; hint?: string } & InputHTMLAttributes<HTMLInputElement>

/** One labelled line of a form. */
export const Field = ({ label, hint, ...input }: FieldProps) => {
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {hint && (
        <p id={`${id}-hint`} className="hint">
          {hint}
        </p>
      )}
      <input id={id} aria-describedby={hint ? `${id}-hint` : undefined} {...input} />
    </div>
  )
}

/** What a form's fields hold, by name. */
export const valuesOf = (form: HTMLFormElement): Record<string, string> =>
  Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value)]))
