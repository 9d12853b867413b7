import { useEffect, useState } from 'react'
import type { Genuine } from '../../main/contract/screen.ts'
import { AlertRow } from '../parts/alert-row.tsx'
import { Button, ButtonLink } from '../parts/button.tsx'
import { Problem } from '../parts/problem.tsx'
import { BackLink } from '../parts/screen-head.tsx'
import { useAsk } from '../parts/use-ask.ts'
import { useSnapshot, useText } from '../state/page.tsx'
import { hashOf } from '../state/route.ts'
import { dayAndTime } from '../words/dates.ts'
import { Words } from '../words/phrases.tsx'

const marks = ['mark1', 'mark2', 'mark3'] as const

/** 「本物確認」: did this app show that warning? And what ours look like, so that a false one is known by sight. */
export const GenuinePage = () => {
  const t = useText()
  const check = useAsk('genuine.check')
  const [found, setFound] = useState<Genuine | null>(null)
  const look = async () => {
    const answer = await check.run(null)
    if (answer) setFound(answer.out)
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: one look when the screen opens; the button looks again
  useEffect(() => void look(), [])
  return (
    <>
      <BackLink href={hashOf('help')}>{t('help.back')}</BackLink>
      <h1>
        <Words>{t('genuine.title')}</Words>
      </h1>
      {found && <Answer found={found} />}
      <Problem text={check.problem} />
      <Button onPress={() => void look()} isDisabled={check.busy} data-testid="genuine-again">
        {t('genuine.again')}
      </Button>
      <h2>
        <Words>{t('genuine.ours')}</Words>
      </h2>
      <ul className="bullets" data-testid="genuine-ours">
        {marks.map((m) => (
          <li key={m}>
            <Words>{t(`genuine.${m}`)}</Words>
          </li>
        ))}
      </ul>
    </>
  )
}

const Answer = ({ found: { alertIds, notices } }: { found: Genuine }) => {
  const t = useText()
  const { alerts } = useSnapshot()
  const ours = alertIds.flatMap((id) => alerts.find((a) => a.id === id) ?? [])
  const count = ours.length + notices.length
  return (
    <section role="status" data-testid="genuine-answer" data-count={count}>
      <p>
        <strong>
          <Words>{count > 0 ? t('genuine.some', { count }) : t('genuine.none')}</Words>
        </strong>
      </p>
      {count > 0 ? (
        <>
          <ul className="rows">
            {ours.map((a) => (
              <AlertRow key={a.id} alert={a} />
            ))}
          </ul>
          {notices.length > 0 && (
            <ul className="bullets" data-testid="genuine-notices">
              {notices.map(({ id, title, at }) => (
                <li key={id}>
                  <span className="small">{dayAndTime(at, t.language)}</span> <Words>{title}</Words>
                </li>
              ))}
            </ul>
          )}
          <p>
            <Words>{t('genuine.others')}</Words>
          </p>
        </>
      ) : (
        <p>
          <Words>{t('genuine.noneDetail')}</Words>
        </p>
      )}
      <ButtonLink icon="close" href={hashOf('help', 'fake-warning')} data-testid="genuine-stuck">
        {t('genuine.stuck')}
      </ButtonLink>
    </section>
  )
}
