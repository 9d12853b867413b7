import type { Alert } from '../../main/contract/alert.ts'
import { useText } from '../state/page.tsx'
import { Fold } from './fold.tsx'

const shown = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value, null, 1))

/** Everything an engineer wants, folded away; field names are the contract's own. */
export const EngineerPart = ({ alert }: { alert: Alert }) => {
  const t = useText()
  const { id, kind, key, occurredAt, lastAt, detectedAt, count } = alert
  const rows = Object.entries({
    id,
    kind,
    key,
    occurredAt,
    lastAt,
    detectedAt,
    count,
    ...alert.facts,
    ...alert.evidence,
  })
  return (
    <Fold title={t('card.engineer')} data-testid="alert-evidence">
      <dl className="evidence" lang="en">
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <pre>{shown(value)}</pre>
            </dd>
          </div>
        ))}
      </dl>
    </Fold>
  )
}
