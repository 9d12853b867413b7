import { useText } from '../state/page.tsx'
import { Words } from '../words/phrases.tsx'
import { Icon } from './icon.tsx'

/** What to do now, numbered. */
export const Steps = ({ steps }: { steps: readonly string[] }) => (
  <ol className="steps" data-testid="steps">
    {steps.map((step) => (
      <li key={step}>
        <span>
          <Words>{step}</Words>
        </span>
      </li>
    ))}
  </ol>
)

/** What a usual reflex would do wrong. */
export const Dont = ({ children }: { children: string }) => {
  const t = useText()
  return (
    <div className="dont" data-testid="dont">
      <Icon name="dont" size={28} />
      <div>
        <strong>
          <Words>{t('card.dont')}</Words>
        </strong>
        <p>
          <Words>{children}</Words>
        </p>
      </div>
    </div>
  )
}
