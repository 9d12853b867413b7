import type { Fact } from '../state/contract-facts.ts'
import { useText } from '../state/page.tsx'
import { Words } from '../words/phrases.tsx'

/** Facts with their names; what is not stated says so, in the words of `missing` where they are given. */
export const FactList = ({ facts, missing }: { facts: readonly Fact[]; missing?: string }) => {
  const t = useText()
  return (
    <dl className="written">
      {facts.map(({ label, value }) => (
        <div key={label}>
          <dt>
            <Words>{t(label)}</Words>
          </dt>
          <dd className={value === null ? 'not-stated' : undefined}>
            <Words>{value ?? missing ?? t('contract.notStated')}</Words>
          </dd>
        </div>
      ))}
    </dl>
  )
}
