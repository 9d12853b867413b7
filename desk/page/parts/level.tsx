import type { Severity } from '../../../main/contract/alert.ts'
import { useText } from '../state/words.ts'

const shapes: Record<Severity, string> = {
  urgent: 'M7 1h10l6 6v10l-6 6H7l-6-6V7z',
  check: 'M12 2 23 22H1z',
  notice: 'M12 1a11 11 0 1 0 0 22 11 11 0 0 0 0-22z',
}

/** How urgent an alert is: a shape and a word, never a colour alone. */
export const Level = ({ severity }: { severity: Severity }) => {
  const text = useText()
  return (
    <span className={`level ${severity}`}>
      <svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true">
        <path d={shapes[severity]} />
      </svg>
      {text(`severity.${severity}`)}
    </span>
  )
}
