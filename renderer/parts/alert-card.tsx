import type { Alert } from '../../main/contract/alert.ts'
import { cardOf } from '../../main/contract/card.ts'
import { useText } from '../state/page.tsx'
import { cutsFirst } from '../state/situations.ts'
import { dayAndTime } from '../words/dates.ts'
import { Words } from '../words/phrases.tsx'
import { AlertAnswer } from './alert-answer.tsx'
import { AskLink } from './ask-link.tsx'
import { CloseScreen } from './close-screen.tsx'
import { CutLink } from './cut-link.tsx'
import { DeskPhone } from './desk-phone.tsx'
import { EngineerPart } from './engineer-part.tsx'
import { Dont, Steps } from './first-steps.tsx'
import { LevelBadge } from './level-badge.tsx'
import { PausedProgram } from './paused-program.tsx'

/** One incident in plain words: what happened, what it means, what to do, what not to do, and who helps. */
export const AlertCard = ({ alert }: { alert: Alert }) => {
  const t = useText()
  const card = cardOf(alert, t)
  return (
    <article
      className={`card card-${alert.severity}`}
      data-testid="alert-card"
      data-alert={alert.id}
      aria-labelledby={`a-${alert.id}`}
    >
      <header className="card-head">
        <LevelBadge level={alert.severity} />
        {alert.drill && (
          <span className="drill">
            <Words>{t('card.drill')}</Words>
          </span>
        )}
        <p className="small">
          <Words>
            {alert.evidence.occurredAtKnown === false
              ? t('card.reported', { at: dayAndTime(alert.detectedAt, t.language) })
              : t('card.happened', { at: dayAndTime(alert.occurredAt, t.language) })}
          </Words>
        </p>
      </header>
      <h1 className="card-title" id={`a-${alert.id}`}>
        <Words>{card.title}</Words>
      </h1>
      <p>
        <Words>{card.meaning}</Words>
      </p>
      {alert.count > 1 && (
        <p className="small">
          <Words>{t('card.count', { count: alert.count })}</Words>{' '}
          <Words>{t('card.lastSeen', { at: dayAndTime(alert.lastAt, t.language) })}</Words>
        </p>
      )}
      <h2>
        <Words>{t('card.steps')}</Words>
      </h2>
      <Steps steps={card.steps} />
      {alert.kind === 'remote-control-screen' && <CloseScreen />}
      {cutsFirst(alert) && <CutLink alertId={alert.id} />}
      {card.dont && <Dont>{card.dont}</Dont>}
      <PausedProgram alert={alert} />
      <div className="actions">
        <AskLink kind="consultation" alertId={alert.id} />
        <AskLink kind="dispatch" alertId={alert.id} />
      </div>
      {alert.severity === 'urgent' && <DeskPhone />}
      <AlertAnswer alert={alert} />
      <EngineerPart alert={alert} />
    </article>
  )
}
