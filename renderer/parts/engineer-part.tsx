import { Button as AriaButton, Disclosure, DisclosurePanel, Heading } from 'react-aria-components'
import type { Alert } from '../../main/contract/alert.ts'
import { useText } from '../state/page.tsx'
import { Words } from '../words/phrases.tsx'
import { Icon } from './icon.tsx'

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
    <Disclosure className="engineer" data-testid="alert-evidence">
      <Heading level={2}>
        <AriaButton slot="trigger" className="disclosure">
          <Icon name="open" size={20} />
          <span>
            <Words>{t('card.engineer')}</Words>
          </span>
        </AriaButton>
      </Heading>
      <DisclosurePanel>
        <dl lang="en">
          {rows.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>
                <pre>{shown(value)}</pre>
              </dd>
            </div>
          ))}
        </dl>
      </DisclosurePanel>
    </Disclosure>
  )
}
