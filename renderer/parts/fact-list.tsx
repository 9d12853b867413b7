import type { Fact } from '../state/contract-facts.ts'
import { useText } from '../state/page.tsx'
import { Words } from '../words/phrases.tsx'

/** Facts with their names; what is not stated says so. */
export const FactList = ({ facts }: { facts: readonly Fact[] }) => {
  const t = useText()
  return (
    <dl className="written">
      {facts.map(({ label, value }) => (
        <div key={label}>
          <dt>
            <Words>{t(label)}</Words>
          </dt>
          <dd className={value === null ? 'not-stated' : undefined}>
            <Words>{value ?? t('contract.notStated')}</Words>
          </dd>
        </div>
      ))}
    </dl>
  )
}
