import { useState } from 'react'
import type { HelpRequest, VisitDetails } from '../../main/contract/request.ts'
import { useText } from '../state/page.tsx'
import { phoneProblem } from '../state/phone-problem.ts'
import { Words } from '../words/phrases.tsx'
import { Button } from './button.tsx'
import { Choice } from './choice.tsx'
import { Field } from './field.tsx'
import { Problem } from './problem.tsx'
import { SymptomSelect } from './symptom-select.tsx'
import { useAsk } from './use-ask.ts'

/** Four short screens; with the phone number before them a visit takes five at most. */
const screens = [
  ['phone', 'wishes'],
  ['place', 'entry', 'parking', 'attends'],
  ['symptom', 'stopped', 'computers'],
  ['personalData', 'power', 'lan'],
] as const
const answers = ['yes', 'no', 'unknown'] as const
const answerWords = { personalData: '', power: 'on.', lan: 'net.' } as const
const sizes = { place: 500, entry: 300, parking: 300, attends: 100, stopped: 500, computers: 50 } as const

/**
 * What makes the visit easier, asked after the request has gone, and what may have to be put right: number and place.
 * Every answer but the number may be left out and sent again later.
 */
export const VisitForm = ({ request }: { request: HelpRequest }) => {
  const t = useText()
  const send = useAsk('help.details')
  const [step, setStep] = useState<number | null>(null)
  const [draft, setDraft] = useState<VisitDetails & { phone: string; place: string }>({
    ...(request.details ?? {
      wishes: [],
      entry: '',
      parking: '',
      attends: request.contact,
      stopped: '',
      computers: '',
      personalData: 'unknown',
      symptom: '',
      power: 'unknown',
      lan: 'unknown',
    }),
    phone: request.phone,
    place: request.place,
  })
  const wrong = phoneProblem(request.kind, draft.phone, '')
  const [checked, setChecked] = useState(false)
  const next = () => {
    setChecked(true)
    if (!wrong) setStep((at) => (at ?? 0) + 1)
  }
  const set = (part: Partial<typeof draft>) => setDraft((d) => ({ ...d, ...part }))
  const finish = async () => {
    const details = { ...draft, wishes: draft.wishes.filter((w) => w.trim() !== '') }
    if (await send.run({ id: request.id, details })) setStep(null)
  }
  if (step === null)
    return (
      <section>
        <Button onPress={() => setStep(0)} data-testid="visit-open">
          {t(request.details ? 'visitForm.change' : 'visitForm.open')}
        </Button>
      </section>
    )
  const last = step === screens.length - 1
  return (
    <section data-testid="visit-form" data-step={step}>
      <h2>
        <Words>{t('visitForm.title')}</Words> {t('start.step', { step: step + 1, all: screens.length })}
      </h2>
      <p className="small">
        <Words>{t('visitForm.lead')}</Words>
      </p>
      {screens[step]?.map((name) =>
        name === 'phone' ? (
          <Field
            key={name}
            label={t('ask.phone')}
            hint={t('ask.phoneHint')}
            type="tel"
            autoComplete="tel"
            maxLength={40}
            value={draft.phone}
            onChange={(phone) => set({ phone })}
            error={checked && wrong ? t(`ask.${wrong}`) : null}
            data-testid="visit-phone"
          />
        ) : name === 'wishes' ? (
          [0, 1, 2].map((i) => (
            <Field
              key={i}
              label={t('visitForm.wish', { number: i + 1 })}
              {...(i === 0 ? { hint: t('visitForm.wishHint') } : {})}
              maxLength={100}
              value={draft.wishes[i] ?? ''}
              onChange={(w) => set({ wishes: [0, 1, 2].map((j) => (j === i ? w : (draft.wishes[j] ?? ''))) })}
              data-testid={`visit-wish-${i + 1}`}
            />
          ))
        ) : name === 'symptom' ? (
          <SymptomSelect key={name} value={draft.symptom} onChange={(symptom) => set({ symptom })} />
        ) : name === 'personalData' || name === 'power' || name === 'lan' ? (
          <Choice
            key={name}
            label={t(`visitForm.${name}`)}
            value={draft[name]}
            options={answers.map((id) => ({
              id,
              label: t(`visit.${answerWords[name]}${id}`),
            }))}
            onChange={(answer) => set({ [name]: answer })}
            data-testid={`visit-${name}`}
          />
        ) : (
          <Field
            key={name}
            label={t(name === 'place' ? 'ask.place' : `visitForm.${name}`)}
            {...(name === 'place' ? { hint: t('ask.placeHint') } : {})}
            maxLength={sizes[name]}
            value={draft[name]}
            onChange={(value) => set({ [name]: value })}
            data-testid={`visit-${name}`}
          />
        ),
      )}
      <div className="actions">
        <Button look="quiet" onPress={() => setStep(step === 0 ? null : step - 1)}>
          {t('start.back')}
        </Button>
        <Button
          look="main"
          isDisabled={send.busy}
          onPress={() => (last ? void finish() : next())}
          data-testid="visit-next"
        >
          {t(last ? 'request.send' : 'start.next')}
        </Button>
      </div>
      <Problem text={send.problem} />
    </section>
  )
}
