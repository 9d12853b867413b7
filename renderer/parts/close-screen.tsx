import { useState } from 'react'
import type { ClosedScreen } from '../../main/contract/screen.ts'
import { useText } from '../state/page.tsx'
import { Words } from '../words/phrases.tsx'
import { Button } from './button.tsx'
import { Problem } from './problem.tsx'
import { useAsk } from './use-ask.ts'

const outcomeOf = ({ closed, ended, left, problem }: ClosedScreen) => {
  if (problem !== null) return 'unseen'
  if (left > 0) return 'left'
  return closed + ended > 0 ? 'closed' : 'none'
}

/** 「画面の警告が消せない」: closes browser pages that fill the screen, and says what came of it. Works without a network. */
export const CloseScreen = () => {
  const t = useText()
  const close = useAsk('screen.close')
  const [result, setResult] = useState<ClosedScreen | null>(null)
  const press = async () => {
    setResult(null)
    const answer = await close.run(null)
    if (answer) setResult(answer.out)
  }
  return (
    <section data-testid="close-screen">
      <Button
        look="main"
        icon="close"
        onPress={() => void press()}
        isDisabled={close.busy}
        data-testid="close-screen-button"
      >
        {t('stuck.close')}
      </Button>
      <p className="small">
        <Words>{t('stuck.hint')}</Words>
      </p>
      <p
        role="status"
        data-testid="close-screen-result"
        data-outcome={result ? outcomeOf(result) : undefined}
      >
        {result && <Words>{t(`stuck.result.${outcomeOf(result)}`)}</Words>}
      </p>
      <Problem text={close.problem} />
    </section>
  )
}
