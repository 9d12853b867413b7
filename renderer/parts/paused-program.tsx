import type { Alert } from '../../main/contract/alert.ts'
import { pauseOf, standsStill } from '../../main/contract/guard.ts'
import { useText } from '../state/page.tsx'
import { Words } from '../words/phrases.tsx'
import { Button } from './button.tsx'
import { Problem } from './problem.tsx'
import { useAsk } from './use-ask.ts'

/** The program that the guard has stopped, and the question whether it may go on; or that none could be stopped. 「わからない」 leaves it stopped. */
export const PausedProgram = ({ alert }: { alert: Alert }) => {
  const t = useText()
  const answer = useAsk('guard.answer')
  const pause = pauseOf(alert)
  if (!pause) return null
  if (pause.state === 'not-found' || pause.state === 'not-possible')
    return (
      <p data-testid="paused-program" data-state={pause.state}>
        <Words>{t(`pause.${pause.state}`)}</Words>
      </p>
    )
  const programs = [...new Set(pause.programs.map((p) => p.name))].join(', ')
  return (
    <section className="sure" data-testid="paused-program" data-state={pause.state}>
      <h2>
        <Words>{t(`pause.${pause.state}`, { programs })}</Words>
      </h2>
      {standsStill(pause) && (
        <>
          <p>
            <Words>{t('pause.question')}</Words>
          </p>
          <div className="actions">
            {(['keep', 'unknown', 'resume'] as const).map((a) => (
              <Button
                key={a}
                look={a === 'keep' ? 'plain' : 'quiet'}
                isDisabled={answer.busy}
                onPress={() => void answer.run({ id: alert.id, answer: a })}
                data-testid={`pause-${a}`}
              >
                {t(`pause.answer.${a}`)}
              </Button>
            ))}
          </div>
        </>
      )}
      <Problem text={answer.problem} />
    </section>
  )
}
