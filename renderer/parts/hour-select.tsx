import { useId } from 'react'
import { plain } from '../../main/contract/ruby.ts'
import { useText } from '../state/page.tsx'
import { Words } from '../words/phrases.tsx'

/** An hour of the day, 0–23, as the system's own list. */
export const HourSelect = ({
  label,
  value,
  onChange,
}: {
  label: string
  value: number
  onChange: (hour: number) => void
}) => {
  const t = useText()
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>
        <Words>{label}</Words>
      </label>
      <select id={id} value={value} onChange={(e) => onChange(Number(e.target.value))}>
        {Array.from({ length: 24 }, (_, hour) => (
          <option key={String(hour)} value={hour}>
            {plain(t('settings.hour', { hour }))}
          </option>
        ))}
      </select>
    </div>
  )
}
