import { usePageState, useText } from '../state/page.tsx'
import { Words } from '../words/phrases.tsx'
import { Icon } from './icon.tsx'

/** Says that the core does not answer, and what to do; what is on the screen stays readable. */
export const LineTrouble = () => {
  const t = useText()
  const trouble = usePageState((s) => s.trouble)
  return (
    <div role="alert">
      {trouble && (
        <div className="line-trouble" data-testid="line-trouble" data-trouble={trouble}>
          <Icon name="check" size={32} />
          <div>
            <strong>
              <Words>{t(`line.${trouble}.title`)}</Words>
            </strong>
            <p>
              <Words>{t(`line.${trouble}.body`)}</Words>
            </p>
            {trouble === 'gone' && (
              <p className="small">
                <Words>{t('line.gone.retrying')}</Words>
              </p>
            )}
          </div>
        </div>
      )}
    </div>
  )
}
