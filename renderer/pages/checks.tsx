import type { CheckResult } from '../../main/contract/check.ts'
import { Button, ButtonLink } from '../parts/button.tsx'
import { CheckRow } from '../parts/check-row.tsx'
import { Fold } from '../parts/fold.tsx'
import { Problem } from '../parts/problem.tsx'
import { Nothing } from '../parts/screen-head.tsx'
import { useAsk } from '../parts/use-ask.ts'
import { useSnapshot, useText } from '../state/page.tsx'
import { hashOf } from '../state/route.ts'
import { dayAndTime } from '../words/dates.ts'
import { Words } from '../words/phrases.tsx'

/** 点検: what is to mend, by whom, what could not be told, and what is good. */
export const ChecksPage = () => {
  const t = useText()
  const { checks, checking } = useSnapshot()
  const run = useAsk('check.run')
  const busy = run.busy || checking !== null
  const last = checks
    .map((c) => c.checkedAt)
    .sort()
    .at(-1)
  const good = checks.filter((c) => c.answer === 'good')
  const mend = checks.filter((c) => c.answer === 'mend')
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
      {last && !busy && (
        <p className="small" data-testid="check-last">
          <Words>{t('checks.at', { at: dayAndTime(last, t.language) })}</Words>
        </p>
      )}
      <Problem text={run.problem} />
      {checks.length === 0 && !busy && <Nothing title={t('checks.empty')} detail={t('checks.emptyDetail')} />}
      {checks.length > 0 && mend.length === 0 && (
        <p>
          <Words>{t('checks.nothingToMend')}</Words>
        </p>
      )}
      <Group group="mend" checks={mend.filter((c) => c.who === 'you')} />
      <Group group="mendDesk" checks={mend.filter((c) => c.who === 'desk')} />
      <Group group="unknown" checks={checks.filter((c) => c.answer === 'unknown')} />
      {good.length > 0 && (
        <Fold title={t('checks.good', { count: good.length })} data-testid="checks-good">
          <Rows checks={good} />
        </Fold>
      )}
    </>
  )
}

const Rows = ({ checks }: { checks: readonly CheckResult[] }) => (
  <ul className="rows">
    {checks.map((c) => (
      <CheckRow key={c.id} result={c} />
    ))}
  </ul>
)

type GroupProps = { group: 'mend' | 'mendDesk' | 'unknown'; checks: readonly CheckResult[] }
const Group = ({ group, checks }: GroupProps) => {
  const t = useText()
  if (checks.length === 0) return null
  return (
    <section>
      <h2>
        <Words>{t(`checks.${group}`, { count: checks.length })}</Words>
      </h2>
      {group === 'mendDesk' && (
        <>
          <p>
            <Words>{t('checks.desk')}</Words>
          </p>
          <p>
            <ButtonLink href={hashOf('ask', 'consultation')} icon="phone" data-testid="checks-ask">
              {t('home.ask')}
            </ButtonLink>
          </p>
        </>
      )}
      <Rows checks={checks} />
    </section>
  )
}
