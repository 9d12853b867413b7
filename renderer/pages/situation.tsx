import { Button, ButtonLink } from '../parts/button.tsx'
import { CloseScreen } from '../parts/close-screen.tsx'
import { CutLink } from '../parts/cut-link.tsx'
import { DeskPhone } from '../parts/desk-phone.tsx'
import { Dont, Steps } from '../parts/first-steps.tsx'
import { Fold } from '../parts/fold.tsx'
import { Problem } from '../parts/problem.tsx'
import { BackLink, Nothing } from '../parts/screen-head.tsx'
import { SituationIcon } from '../parts/situation-icon.tsx'
import { useAsk } from '../parts/use-ask.ts'
import { useSnapshot, useText } from '../state/page.tsx'
import { hashOf } from '../state/route.ts'
import { situationOf } from '../state/situations.ts'
import { Words } from '../words/phrases.tsx'

const stepNames = ['step1', 'step2', 'step3'] as const

/** One trouble: what to do first, what not, whom to tell, and one button that brings a human. */
export const SituationPage = ({ id }: { id: string }) => {
  const t = useText()
  const situation = situationOf(id)
  return (
    <>
      <BackLink href={hashOf('help')}>{t('help.back')}</BackLink>
      {situation ? <Shown situation={situation} /> : <Nothing alone title={t('help.gone')} />}
    </>
  )
}

const Shown = ({ situation }: { situation: NonNullable<ReturnType<typeof situationOf>> }) => {
  const t = useText()
  const { id, tell, visit } = situation
  const cut = 'cut' in situation
  const tells: readonly string[] = tell
  const { settings } = useSnapshot()
  const report = useAsk('incident.report')
  // What only people can see becomes an incident also where nobody is asked for help.
  const keepRecord = async () => {
    const made = await report.run({ situation: id, occurredAt: null, who: settings.contact, text: '' })
    if (made) location.hash = hashOf('alerts', made.out.id)
  }
  return (
    <article className="card" data-testid="situation">
      <h1 className="with-picture">
        <SituationIcon id={id} />
        <span>
          <Words>{t(`situation.${id}.title`)}</Words>
        </span>
      </h1>
      <h2>
        <Words>{t('help.steps')}</Words>
      </h2>
      <Steps steps={stepNames.map((s) => t(`situation.${id}.${s}`))} />
      {cut && <CutLink />}
      <Dont>{t(`situation.${id}.dont`)}</Dont>
      <p>
        <Words>{t(`situation.${id}.meaning`)}</Words>
      </p>
      {id === 'fake-warning' && <CloseScreen />}
      <ButtonLink
        look={visit ? 'danger' : 'main'}
        icon={visit ? 'car' : 'phone'}
        href={hashOf('help', id, visit ? 'dispatch' : 'consultation')}
        data-testid={visit ? 'ask-dispatch' : 'ask-consultation'}
      >
        {t(visit ? 'action.dispatch' : 'action.consultation')}
      </ButtonLink>
      <DeskPhone />
      <h2>
        <Words>{t('help.tell')}</Words>
      </h2>
      <ul className="dots">
        {tell.map((who) => (
          <li key={who}>
            <Words>{t(`help.tells.${who}`)}</Words>
          </li>
        ))}
      </ul>
      {tells.includes('police') && (
        <p className="small">
          <Words>{t('help.police')}</Words>
        </p>
      )}
      <Fold title={t('help.otherWay')} data-testid="other-ways">
        <div className="actions">
          <ButtonLink
            icon={visit ? 'phone' : 'car'}
            href={hashOf('help', id, visit ? 'consultation' : 'dispatch')}
            data-testid={visit ? 'ask-consultation' : 'ask-dispatch'}
          >
            {t(visit ? 'action.consultation' : 'action.dispatch')}
          </ButtonLink>
          <Button isDisabled={report.busy} onPress={() => void keepRecord()} data-testid="record-only">
            {t('help.recordOnly')}
          </Button>
        </div>
        <Problem text={report.problem} />
      </Fold>
    </article>
  )
}
