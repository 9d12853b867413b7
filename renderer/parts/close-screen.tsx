import { useEffect, useState } from 'react'
import type { ClosedScreen } from '../../main/contract/screen.ts'
import { useClient, useSnapshot, useText } from '../state/page.tsx'
import { Words } from '../words/phrases.tsx'
import { Button } from './button.tsx'
import { Problem } from './problem.tsx'
import { useAsk } from './use-ask.ts'

const outcomeOf = ({ closed, ended, left, problem, browsers }: ClosedScreen) => {
  if (problem !== null) return browsers > 0 ? 'offer' : 'unseen'
  if (left > 0) return 'left'
  return closed + ended > 0 ? 'closed' : 'none'
}

/**
 * 「画面の警告が消せない」: closes browser pages that fill the screen, and says what came of it, also when the tray did it. Where
 * the screen cannot be looked at, it says so and asks whether all browsers shall end. Works without a network.
 */
export const CloseScreen = () => {
  const t = useText()
  const client = useClient()
  const mac = useSnapshot().host.platform === 'darwin'
  const close = useAsk('screen.close')
  const end = useAsk('browsers.end')
  const [result, setResult] = useState<ClosedScreen | null>(null)
  useEffect(() => {
    // A missing answer is no trouble here: the button below gives one.
    const take = () =>
      void client.ask('screen.closed', null).then(
        (last) => last && setResult(last),
        () => {},
      )
    take()
    return client.on('page.show', take)
  }, [client])
  const press = async (way: typeof close | typeof end) => {
    setResult(null)
    const answer = await way.run(null)
    if (answer) setResult(answer.out)
  }
  const refuse = () => setResult((r) => r && { ...r, browsers: 0 })
  const outcome = result && outcomeOf(result)
  const said = outcome === 'unseen' && mac ? 'unseenMac' : outcome
  return (
    <section data-testid="close-screen">
      <Button
        look="main"
        icon="close"
        onPress={() => void press(close)}
        isDisabled={close.busy || end.busy}
        data-testid="close-screen-button"
      >
        {t('stuck.close')}
      </Button>
      <p className="small">
        <Words>{t(mac ? 'stuck.hintMac' : 'stuck.hint')}</Words>
      </p>
      <div role="status" data-testid="close-screen-result" data-outcome={outcome ?? undefined}>
        {said && (
          <p>
            <Words>{t(`stuck.result.${said}`)}</Words>
          </p>
        )}
      </div>
      {outcome === 'offer' && <EndAll onYes={() => void press(end)} onNo={refuse} />}
      <Problem text={close.problem ?? end.problem} />
    </section>
  )
}

const EndAll = ({ onYes, onNo }: { onYes: () => void; onNo: () => void }) => {
  const t = useText()
  return (
    <section className="sure" data-testid="end-browsers">
      <h2>
        <Words>{t('stuck.all.question')}</Words>
      </h2>
      <p>
        <Words>{t('stuck.all.warning')}</Words>
      </p>
      <div className="actions">
        <Button icon="close" onPress={onYes} data-testid="end-browsers-yes">
          {t('stuck.all.yes')}
        </Button>
        <Button look="quiet" onPress={onNo} data-testid="end-browsers-no">
          {t('stuck.all.no')}
        </Button>
      </div>
    </section>
  )
}
