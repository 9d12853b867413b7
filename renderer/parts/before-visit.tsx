import { dispatchFacts } from '../state/contract-facts.ts'
import { useSnapshot, useText } from '../state/page.tsx'
import { Words } from '../words/phrases.tsx'
import { FactList } from './fact-list.tsx'

/** What a visit costs, what the insurance pays and who must agree, before anybody presses the button. What is not known says so. */
export const BeforeVisit = () => {
  const t = useText()
  const { profile, requests } = useSnapshot()
  return (
    <section className="before-visit" data-testid="dispatch-facts">
      <h2>
        <Words>{t('ask.before')}</Words>
      </h2>
      {!profile && (
        <p data-testid="dispatch-practice">
          <Words>{t('ask.noContract')}</Words>
        </p>
      )}
      <FactList
        facts={dispatchFacts(profile ?? null, requests, new Date(), t)}
        missing={t('ask.notInContract')}
      />
      <p className="small">
        <Words>{t('ask.insurerFirst')}</Words>
      </p>
    </section>
  )
}
