import { type CheckAnswer, type CheckResult, checkCardOf } from '../../main/contract/check.ts'
import { useText } from '../state/page.tsx'
import { Words } from '../words/phrases.tsx'
import { ButtonLink } from './button.tsx'
import { Steps } from './first-steps.tsx'
import { Icon, type IconName } from './icon.tsx'

const icons = { good: 'done', mend: 'check', unknown: 'help' } as const satisfies Record<
  CheckAnswer,
  IconName
>

/** One check: its answer in shape and words, why it matters, how to mend it. What the desk mends is only told. */
export const CheckRow = ({ result }: { result: CheckResult }) => {
  const t = useText()
  const card = checkCardOf(result, t)
  const forDesk = result.answer === 'mend' && result.who === 'desk'
  return (
    <li
      className={`check check-${forDesk ? 'desk' : result.answer}`}
      data-testid="check"
      data-check={result.id}
      data-answer={result.answer}
    >
      <Icon name={forDesk ? 'notice' : icons[result.answer]} size={32} />
      <div>
        <strong>
          <Words>{card.title}</Words>
        </strong>
        <p>
          <Words>{card.state}</Words>
        </p>
        {result.answer !== 'good' && (
          <p className="small">
            <Words>{card.why}</Words>
          </p>
        )}
        {card.steps.length > 0 && <Steps steps={card.steps} />}
        {result.link && result.answer === 'mend' && (
          <ButtonLink href={result.link} icon="settings" data-testid="check-open">
            {t('checks.open')}
          </ButtonLink>
        )}
      </div>
    </li>
  )
}
