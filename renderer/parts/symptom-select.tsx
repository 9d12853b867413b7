import { useId } from 'react'
import { plain } from '../../main/contract/ruby.ts'
import { useText } from '../state/page.tsx'
import { situations } from '../state/situations.ts'
import { Words } from '../words/phrases.tsx'

/** What is happening, out of the troubles that the help page knows; empty: not answered. */
export const SymptomSelect = ({ value, onChange }: { value: string; onChange: (id: string) => void }) => {
  const t = useText()
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>
        <Words>{t('visitForm.symptom')}</Words>
      </label>
      <select id={id} value={value} onChange={(e) => onChange(e.target.value)} data-testid="visit-symptom">
        <option value="">{plain(t('visitForm.symptomNone'))}</option>
        {situations.map((s) => (
          <option key={s.id} value={s.id}>
            {plain(t(`situation.${s.id}.title`))}
          </option>
        ))}
        <option value="other">{plain(t('visit.other'))}</option>
      </select>
    </div>
  )
}
