import { useState } from 'react'
import { Failure } from '../../main/contract/failure.ts'
import { openPicture } from '../pictures/redraw.ts'
import { canShareScreen, takeSharedScreen } from '../pictures/shared-screen.ts'
import { useClient, useText } from '../state/page.tsx'
import { Words } from '../words/phrases.tsx'
import { Button } from './button.tsx'
import { Problem } from './problem.tsx'

type TakerProps = {
  /** The desktop app takes the screens itself; else the browser asks which one. */
  own: boolean
  taken: (canvas: HTMLCanvasElement) => void
}

/** A picture of the screen, taken only when this button is pressed; with more than one screen it is asked which. */
export const ScreenTaker = ({ own, taken }: TakerProps) => {
  const t = useText()
  const client = useClient()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<'screenNot' | 'screenRefused' | null>(null)
  const [screens, setScreens] = useState<readonly HTMLCanvasElement[]>([])
  const takeOwn = async () => {
    const { pictures } = await client.ask('screen.picture', null)
    const all = await Promise.all(
      pictures.map(({ base64 }) => {
        const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))
        return openPicture(new Blob([bytes], { type: 'image/png' }))
      }),
    )
    if (all.length > 1) setScreens(all)
    else if (all[0]) taken(all[0])
  }
  const take = async () => {
    setProblem(null)
    if (!own && !canShareScreen()) {
      setProblem('screenNot')
      return
    }
    setBusy(true)
    try {
      if (own) await takeOwn()
      else taken(await takeSharedScreen())
    } catch (error) {
      const cannot = error instanceof Failure && error.code === 'not-possible-here'
      setProblem(cannot ? 'screenNot' : 'screenRefused')
    } finally {
      setBusy(false)
    }
  }
  return (
    <div className="screen-taker">
      <Button onPress={() => void take()} isDisabled={busy} data-testid="attach-screen">
        {t('attach.screen')}
      </Button>
      <p className="small">
        <Words>{t(busy ? 'attach.taking' : 'attach.screenHint')}</Words>
      </p>
      {screens.length > 1 && (
        <fieldset className="screens">
          <legend>
            <Words>{t('attach.which')}</Words>
          </legend>
          {screens.map((canvas, i) => (
            <Button
              // biome-ignore lint/suspicious/noArrayIndexKey: screens have no name but their place
              key={i}
              onPress={() => {
                setScreens([])
                taken(canvas)
              }}
              data-testid="attach-which"
            >
              {t('attach.whichOne', { number: i + 1 })}
            </Button>
          ))}
        </fieldset>
      )}
      <Problem text={problem && t(`attach.${problem}`)} />
    </div>
  )
}
