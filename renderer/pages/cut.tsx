import { useEffect, useState } from 'react'
import type { AskOut } from '../../main/contract/api.ts'
import { Button, ButtonLink } from '../parts/button.tsx'
import { Steps } from '../parts/first-steps.tsx'
import { Problem } from '../parts/problem.tsx'
import { BackLink } from '../parts/screen-head.tsx'
import { useAsk } from '../parts/use-ask.ts'
import { useSnapshot, useText } from '../state/page.tsx'
import { hashOf } from '../state/route.ts'
import { dayAndTime } from '../words/dates.ts'
import { Words } from '../words/phrases.tsx'

/** 「ネットから切り離す」: the cable and Wi-Fi by hand first; the app helps where it may, and puts it back. */
export const CutPage = ({ id }: { id: string | null }) => {
  const t = useText()
  const { alerts } = useSnapshot()
  const cut = useAsk('network.cut')
  const [result, setResult] = useState<AskOut<'network.cut'> | null>(null)
  const go = async (off: boolean) => {
    const done = await cut.run({ cut: off, alertId: id })
    if (done) setResult(done.out)
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: one look when the screen opens
  useEffect(() => {
    void cut.run({ cut: null }).then((told) => told?.out.since && setResult(told.out))
  }, [])
  const about = alerts.find((a) => a.id === id) ?? null
  return (
    <>
      <BackLink href={hashOf('papers', id)}>{t('papers.back')}</BackLink>
      <h1>
        <Words>{t('cut.title')}</Words>
      </h1>
      <Steps
        steps={[
          `${t('cut.cable')} ${t('cut.cableHint')}`,
          `${t('cut.wifi')} ${t('cut.wifiHint')}`,
          t('cut.power'),
        ]}
      />
      <p>
        <Words>{t('cut.buttonHint')}</Words>
      </p>
      <p>
        <Words>{t('cut.sure')}</Words>
      </p>
      <Button look="danger" isDisabled={cut.busy} onPress={() => void go(true)} data-testid="cut">
        {t('cut.button')}
      </Button>
      <div role="status" data-testid="cut-result" data-state={result?.state}>
        {result && (
          <p>
            <strong>
              <Words>{t(`cut.${result.state}`)}</Words>
            </strong>
          </p>
        )}
        {result?.since && (
          <p>
            <Words>{t('cut.since', { at: dayAndTime(result.since, t.language) })}</Words>
          </p>
        )}
        {result?.reason && (
          <p>
            <Words>{t.first([`cut.${result.reason}`]) ?? ''}</Words>
          </p>
        )}
      </div>
      <Problem text={cut.problem} />
      <h2>
        <Words>{t('cut.next')}</Words>
      </h2>
      {about ? (
        <ButtonLink look="main" icon="papers" href={hashOf('hand-over', about.id)} data-testid="to-handOver">
          {t('cut.sheet')}
        </ButtonLink>
      ) : (
        <p>
          <Words>{t('cut.noCase')}</Words>
        </p>
      )}
      <p>
        <Words>{t('cut.backHint')}</Words>
      </p>
      <Button isDisabled={cut.busy} onPress={() => void go(false)} data-testid="cut-back">
        {t('cut.back')}
      </Button>
    </>
  )
}
