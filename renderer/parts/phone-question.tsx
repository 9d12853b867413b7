import type { Alert } from '../../main/contract/alert.ts'
import { useText } from '../state/page.tsx'
import { Words } from '../words/phrases.tsx'
import { AskLink } from './ask-link.tsx'
import { Dont, Steps } from './first-steps.tsx'

/** What to do at once when somebody on the phone had the remote control started. Nothing for any other answer. */
export const ToldByPhone = ({ alert }: { alert: Alert }) => {
  const t = useText()
  if (alert.answer !== 'told') return null
  return (
    <section role="alert" className="told" data-testid="told-by-phone">
      <h2>
        <Words>{t('told.title')}</Words>
      </h2>
      <Steps
        steps={[
          t('situation.remote-control.step1'),
          t('situation.remote-control.step2'),
          t('situation.remote-control.step3'),
        ]}
      />
      <Dont>{t('situation.remote-control.dont')}</Dont>
      <AskLink kind="dispatch" alertId={alert.id} data-testid="told-dispatch" />
    </section>
  )
}
