import { ButtonLink } from '../parts/button.tsx'
import { DeskPhone } from '../parts/desk-phone.tsx'
import { FactList } from '../parts/fact-list.tsx'
import { Nothing } from '../parts/screen-head.tsx'
import { contractFacts } from '../state/contract-facts.ts'
import { useSnapshot, useText } from '../state/page.tsx'
import { hashOf } from '../state/route.ts'
import { Words } from '../words/phrases.tsx'

/** 契約の内容: what the provider's profile states, and plainly what it does not. */
export const ContractPage = () => {
  const t = useText()
  const { profile } = useSnapshot()
  return (
    <>
      <h1>
        <Words>{t('contract.title')}</Words>
      </h1>
      {!profile && <Nothing title={t('contract.practice')} detail={t('contract.practiceDetail')} />}
      <DeskPhone />
      {profile && (
        <div className="facts" data-testid="contract">
          {contractFacts(profile, t).map(({ title, facts }) => (
            <section key={title}>
              <h2>
                <Words>{t(title)}</Words>
              </h2>
              <FactList facts={facts} />
            </section>
          ))}
          <p className="small">
            <Words>{t('contract.note')}</Words> <Words>{t('contract.reminders')}</Words>
          </p>
          <ButtonLink icon="papers" href={hashOf('paper', 'emergency-card')} data-testid="contract-card">
            {t('contract.printCard')}
          </ButtonLink>
        </div>
      )}
    </>
  )
}
