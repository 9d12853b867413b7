import { DeskPhone } from '../parts/desk-phone.tsx'
import { Nothing } from '../parts/screen-head.tsx'
import { useSnapshot, useText } from '../state/page.tsx'
import { Words } from '../words/phrases.tsx'

/** 契約の内容: what the provider's profile states, and plainly what it does not. */
export const ContractPage = () => {
  const t = useText()
  const { desk, profile } = useSnapshot()
  const facts = profile && {
    service: profile.service,
    operator: profile.operator,
    hours: profile.desk.hours,
    email: profile.desk.email,
    phone: profile.desk.phone,
  }
  return (
    <>
      <h1>
        <Words>{t('contract.title')}</Words>
      </h1>
      {!facts && desk.mode !== 'provider' && (
        <Nothing title={t('contract.practice')} detail={t('contract.practiceDetail')} />
      )}
      <DeskPhone />
      {facts && (
        <>
          <dl className="written" data-testid="contract">
            {(['service', 'operator', 'phone', 'hours', 'email'] as const).map((name) => (
              <div key={name}>
                <dt>
                  <Words>{t(`contract.${name}`)}</Words>
                </dt>
                <dd>
                  <Words>{facts[name] ?? t('contract.notStated')}</Words>
                </dd>
              </div>
            ))}
          </dl>
          <p className="small">
            <Words>{t('contract.note')}</Words>
          </p>
        </>
      )}
    </>
  )
}
