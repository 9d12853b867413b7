import { Text as AriaText, FieldError, Input, Label, TextArea, TextField } from 'react-aria-components'
import { Words } from '../words/phrases.tsx'

type FieldProps = {
  label: string
  hint?: string
  value: string
  onChange: (value: string) => void
  error?: string | null
  long?: boolean
  type?: 'text' | 'tel' | 'search'
  maxLength?: number
  autoComplete?: string
  'data-testid'?: string
}

/** One question with its name, its hint, and what is wrong with the answer. */
export const Field = ({
  label,
  hint,
  error,
  long,
  type = 'text',
  maxLength,
  autoComplete,
  ...rest
}: FieldProps) => {
  const { 'data-testid': testId, ...state } = rest
  const common = { maxLength, 'data-testid': testId, autoComplete }
  return (
    <TextField className="field" isInvalid={Boolean(error)} type={type} {...state}>
      <Label>
        <Words>{label}</Words>
      </Label>
      {hint && (
        <AriaText slot="description" className="hint">
          <Words>{hint}</Words>
        </AriaText>
      )}
      {long ? <TextArea rows={4} {...common} /> : <Input {...common} />}
      <FieldError className="field-error">{error ?? ''}</FieldError>
    </TextField>
  )
}
