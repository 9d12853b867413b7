import { Text as AriaText, Label, Radio, RadioGroup } from 'react-aria-components'
import { Words } from '../words/phrases.tsx'

export type ChoiceProps<T extends string> = {
  label: string
  hint?: string
  value: T | null
  options: readonly { id: T; label: string }[]
  onChange: (value: T) => void
  'data-testid'?: string
}

/** One answer out of a few, all of them seen at once. */
export const Choice = <T extends string>({
  label,
  hint,
  value,
  options,
  onChange,
  ...rest
}: ChoiceProps<T>) => (
  <RadioGroup className="choice" value={value} onChange={(v) => onChange(v as T)} {...rest}>
    <Label>
      <Words>{label}</Words>
    </Label>
    {hint && (
      <AriaText slot="description" className="hint">
        <Words>{hint}</Words>
      </AriaText>
    )}
    <div className="choice-options">
      {options.map((o) => (
        <Radio key={o.id} value={o.id} className="option" data-testid={`option-${o.id}`}>
          <span className="dot" aria-hidden="true" />
          <Words>{o.label}</Words>
        </Radio>
      ))}
    </div>
  </RadioGroup>
)
