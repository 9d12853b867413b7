import type { CheckAnswer, CheckResult } from '../../main/contract/check.ts'
import { checkCardOf } from '../../main/contract/check.ts'
import { Button } from '../parts/button.tsx'
import { Steps } from '../parts/first-steps.tsx'
import { Icon, type IconName } from '../parts/icon.tsx'
import { Problem } from '../parts/problem.tsx'
import { Nothing } from '../parts/screen-head.tsx'
import { useAsk } from '../parts/use-ask.ts'
import { useSnapshot, useText } from '../state/page.tsx'
import { dayAndTime } from '../words/dates.ts'
import { Words } from '../words/phrases.tsx'

const icons = { good: 'done', mend: 'check', unknown: 'help' } as const satisfies Record<
  CheckAnswer,
  IconName
>
/** What is to be done comes first, then what nobody could tell. */
const order: readonly CheckAnswer[] = ['mend', 'unknown', 'good']

/** 点検: what is to mend, what could not be told, and what is good. */
export const ChecksPage = () => {
  const t = useText()
  const { checks, checking } = useSnapshot()
  const run = useAsk('check.run')
  const busy = run.busy || checking !== null
  return (
    <>
      <h1>
        <Words>{t('checks.title')}</Words>
      </h1>
      <Button
        look="main"
        icon="checks"
        onPress={() => void run.run(null)}
        isDisabled={busy}
        data-testid="check-run"
      >
        {busy ? t('checks.running') : t('checks.run')}
      </Button>
      <p role="status">
        <Words>{checking ? t('checks.progress', { done: checking.done, total: checking.total }) : ''}</Words>
      </p>
      <Problem text={run.problem} />
      {checks.length === 0 && !busy && <Nothing title={t('checks.empty')} detail={t('checks.emptyDetail')} />}
      {order.map((answer) => (
        <Group key={answer} answer={answer} checks={checks.filter((c) => c.answer === answer)} />
      ))}
    </>
  )
}

const Group = ({ answer, checks }: { answer: CheckAnswer; checks: readonly CheckResult[] }) => {
  const t = useText()
  if (checks.length === 0) return null
  return (
    <section>
      <h2>
        <Words>{t(`checks.${answer}`, { count: checks.length })}</Words>
      </h2>
      <ul className="rows">
        {checks.map((c) => (
          <Check key={c.id} result={c} />
        ))}
      </ul>
    </section>
  )
}

const Check = ({ result }: { result: CheckResult }) => {
  const t = useText()
  const card = checkCardOf(result, t)
  return (
    <li
      className={`check check-${result.answer}`}
      data-testid="check"
      data-check={result.id}
      data-answer={result.answer}
    >
      <Icon name={icons[result.answer]} size={32} />
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
        {result.answer === 'mend' && result.who === 'desk' && (
          <p>
            <Words>{t('checks.desk')}</Words>
          </p>
        )}
        <p className="small">
          <Words>{t('checks.at', { at: dayAndTime(result.checkedAt, t.language) })}</Words>
        </p>
      </div>
    </li>
  )
}
