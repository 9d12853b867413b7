import { useEffect, useState } from 'react'
import type { AskOut } from '../../main/contract/api.ts'
import { useClient, useText } from '../state/page.tsx'
import { deskMoment } from '../words/dates.ts'
import { Words } from '../words/phrases.tsx'

/**
 * Who calls and by when, counted from when the request was made; outside hours the next opening and the emergency way.
 * Says so where the contract does not tell, and where it could not be found out.
 */
export const CallPromise = ({ askedAt }: { askedAt: string }) => {
  const t = useText()
  const client = useClient()
  const [hours, setHours] = useState<AskOut<'desk.hours'> | null | undefined>()
  useEffect(() => {
    let gone = false
    client.ask('desk.hours', { at: askedAt }).then(
      (h) => gone || setHours(h),
      () => gone || setHours(null),
    )
    return () => {
      gone = true
    }
  }, [client, askedAt])
  if (hours === undefined) return null
  const { openNow, callBackBy, nextOpening, emergency } = hours ?? {
    openNow: false,
    callBackBy: null,
    nextOpening: null,
    emergency: null,
  }
  return (
    <section data-testid="call-promise" data-open={openNow}>
      <h2>
        <Words>{t('request.who')}</Words>
      </h2>
      <p>
        <Words>
          {callBackBy
            ? t('request.callsBy', { at: deskMoment(callBackBy, t.language) })
            : t(hours ? 'request.callsUnknown' : 'request.callsFailed')}
        </Words>
      </p>
      {!openNow && nextOpening && (
        <p>
          <Words>{t('request.opensAt', { at: deskMoment(nextOpening, t.language) })}</Words>
        </p>
      )}
      {!openNow && emergency && (
        <p>
          <Words>{t('request.emergency', { way: emergency })}</Words>
        </p>
      )}
    </section>
  )
}
