import { useText } from '../state/page.tsx'
import { Choice, type ChoiceProps } from './choice.tsx'

type OnOffProps = Omit<ChoiceProps<'on' | 'off'>, 'value' | 'options' | 'onChange'> & {
  value: boolean
  onChange: (on: boolean) => void
}

/** Yes or no to something that the app does: both answers are seen. */
export const OnOff = ({ value, onChange, ...rest }: OnOffProps) => {
  const t = useText()
  return (
    <Choice<'on' | 'off'>
      {...rest}
      value={value ? 'on' : 'off'}
      options={(['on', 'off'] as const).map((id) => ({ id, label: t(`settings.switch.${id}`) }))}
      onChange={(answer) => onChange(answer === 'on')}
    />
  )
}
