import type { HelpRequest } from '../../main/contract/request.ts'
import { useSnapshot, useText } from '../state/page.tsx'
import { hashOf } from '../state/route.ts'
import { Words } from '../words/phrases.tsx'
import { Button, ButtonLink } from './button.tsx'
import { DeskPhone } from './desk-phone.tsx'
import { Icon } from './icon.tsx'
import { useAsk } from './use-ask.ts'

/** Has the desk got it? If not: what happens next, and the phone number. */
export const Delivery = ({ request }: { request: HelpRequest }) => {
  const t = useText()
  const { desk } = useSnapshot()
  const retry = useAsk('desk.retry')
  const trouble = request.delivery !== 'delivered'
  return (
    <div
      className={trouble ? 'delivery delivery-trouble' : 'delivery'}
      role="status"
      data-testid="delivery"
      data-delivery={request.delivery}
    >
      <Icon
        name={
          request.delivery === 'delivered' ? 'done' : request.delivery === 'waiting' ? 'hourglass' : 'check'
        }
      />
      <div>
        <p>
          <Words>{t(`request.${request.delivery}`)}</Words>
        </p>
        {trouble && (
          <>
            {desk.mode !== 'practice' && (
              <p>
                <Words>{t('request.call')}</Words>
              </p>
            )}
            <DeskPhone />
            {request.alertId && (
              <ButtonLink href={hashOf('hand-over', request.alertId)} data-testid="to-hand-over">
                {t('handOver.title')}
              </ButtonLink>
            )}
            {request.delivery === 'waiting' && (
              <Button onPress={() => void retry.run(null)} isDisabled={retry.busy} data-testid="desk-retry">
                {t('request.retry')}
              </Button>
            )}
          </>
        )}
      </div>
    </div>
  )
}
