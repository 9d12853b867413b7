import { useRef, useState } from 'react'
import { cardOf } from '../../main/contract/card.ts'
import { withDrillMark } from '../../main/contract/drill-mark.ts'
import type { RequestKind } from '../../main/contract/request.ts'
import { plain } from '../../main/contract/ruby.ts'
import { BeforeVisit } from '../parts/before-visit.tsx'
import { Button } from '../parts/button.tsx'
import { DeskPhone } from '../parts/desk-phone.tsx'
import { Field } from '../parts/field.tsx'
import { Fold } from '../parts/fold.tsx'
import { LevelBadge } from '../parts/level-badge.tsx'
import { PictureAdder } from '../parts/picture-adder.tsx'
import { Problem } from '../parts/problem.tsx'
import { useAsk } from '../parts/use-ask.ts'
import { useOnce } from '../parts/use-once.ts'
import { usePictures } from '../pictures/use-pictures.ts'
import { useSnapshot, useText } from '../state/page.tsx'
import { phoneProblem } from '../state/phone-problem.ts'
import { hashOf } from '../state/route.ts'
import { situationOf } from '../state/situations.ts'
import { Words } from '../words/phrases.tsx'

type AskProps = { kind: RequestKind; alertId: string | null; situation?: string | null }

/** 相談する or 来てほしい: one screen, the phone number filled in, sent with one press. */
export const AskPage = ({ kind, alertId, situation = null }: AskProps) => {
  const t = useText()
  const { settings, alerts } = useSnapshot()
  const alert = alerts.find((a) => a.id === alertId)
  const about = situationOf(situation)
  const send = useAsk('help.request')
  const pictures = usePictures()
  const report = useAsk('incident.report')
  const { busy, once } = useOnce()
  // What is sent again, because no answer came, is the same request about the same incident.
  const id = useRef(crypto.randomUUID())
  const reported = useRef<string | null>(null)
  const [draft, setDraft] = useState({
    phone: settings.phone,
    contact: settings.contact,
    text: about ? plain(t(`situation.${about.id}.title`)) : '',
    bestTime: '',
    place: settings.place,
  })
  const [checked, setChecked] = useState(false)
  const set = (part: Partial<typeof draft>) => setDraft((d) => ({ ...d, ...part }))
  const wrong = phoneProblem(kind, draft.phone, draft.text)
  const go = async () => {
    setChecked(true)
    if (wrong || pictures.editing) return
    // What only people can see becomes an incident like the probe's own; help is asked for even where that fails.
    if (about && reported.current === null) {
      const { contact: who, text } = draft
      const made = await report.run({ situation: about.id, occurredAt: null, who, text })
      reported.current = made?.out.id ?? null
    }
    const sent = await send.run({
      id: id.current,
      kind,
      alertId: alert?.id ?? reported.current,
      ...draft,
      attachments: pictures.ids,
    })
    if (!sent) return
    pictures.sent()
    location.hash = hashOf('requests', sent.out.id)
  }
  return (
    <>
      <h1>
        <Words>{withDrillMark(alert?.drill, t(`ask.${kind}.title`), t)}</Words>
      </h1>
      <p>
        <Words>{t(`ask.${kind}.lead`)}</Words>
      </p>
      {alert && (
        <div className="about">
          <span className="small">
            <Words>{t('ask.about')}</Words>
          </span>
          <LevelBadge level={alert.severity} />
          <strong>
            <Words>{cardOf(alert, t).title}</Words>
          </strong>
        </div>
      )}
      <form
        noValidate
        onSubmit={(e) => {
          e.preventDefault()
          void once(go)
        }}
      >
        <Field
          label={t('ask.phone')}
          hint={t('ask.phoneHint')}
          type="tel"
          autoComplete="tel"
          maxLength={40}
          value={draft.phone}
          onChange={(phone) => set({ phone })}
          error={checked && wrong ? t(`ask.${wrong}`) : null}
          data-testid="request-phone"
        />
        <Field
          label={t('ask.text')}
          hint={t('ask.textHint')}
          long
          maxLength={4000}
          value={draft.text}
          onChange={(text) => set({ text })}
          data-testid="request-text"
        />
        {kind === 'dispatch' && (
          <Field
            label={t('ask.place')}
            hint={t('ask.placeHint')}
            maxLength={500}
            value={draft.place}
            onChange={(place) => set({ place })}
            data-testid="request-place"
          />
        )}
        <Fold title={t('ask.details')} data-testid="request-details">
          <Field
            label={t('ask.contact')}
            maxLength={100}
            autoComplete="name"
            value={draft.contact}
            onChange={(contact) => set({ contact })}
            data-testid="request-contact"
          />
          <Field
            label={t('ask.bestTime')}
            hint={t('ask.bestTimeHint')}
            maxLength={200}
            value={draft.bestTime}
            onChange={(bestTime) => set({ bestTime })}
            data-testid="request-time"
          />
        </Fold>
        <Fold title={t('attach.title')} data-testid="request-photos">
          <PictureAdder pictures={pictures} />
        </Fold>
        {kind === 'dispatch' && <BeforeVisit />}
        <p className="small">
          <Words>{t('ask.goes') + (alert ? t('ask.goesAlert') : '')}</Words>
        </p>
        <Button
          look={kind === 'dispatch' ? 'danger' : 'main'}
          icon={kind === 'dispatch' ? 'car' : 'phone'}
          type="submit"
          isDisabled={busy}
          data-testid="request-send"
        >
          {busy ? t('ask.sending') : t(kind === 'dispatch' ? 'ask.sendDispatch' : 'ask.sendConsultation')}
        </Button>
        <Problem
          text={
            checked && pictures.editing
              ? t('attach.unfinished')
              : send.problem && `${t('ask.failed')}${send.problem}`
          }
        />
      </form>
      <DeskPhone />
    </>
  )
}
