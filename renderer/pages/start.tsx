import { useState } from 'react'
import { Button } from '../parts/button.tsx'
import { Choice } from '../parts/choice.tsx'
import { Field } from '../parts/field.tsx'
import { Icon } from '../parts/icon.tsx'
import { Problem } from '../parts/problem.tsx'
import { useAsk } from '../parts/use-ask.ts'
import { useSnapshot, useText } from '../state/page.tsx'
import { Words } from '../words/phrases.tsx'

const icons = { what: 'eye', send: 'requests', desk: 'phone', pin: 'eye' } as const
const usual = ['what', 'send', 'desk'] as const

/** The first screens: what this does, what it may send, which desk, and on Windows how to keep the icon in sight. Can be left at any point. */
export const StartPage = () => {
  const t = useText()
  const { settings, desk, host } = useSnapshot()
  // Windows 11 hides the icon of a new app: shown where there is such an icon.
  const steps = host.kind === 'electron' && host.platform === 'win32' ? ([...usual, 'pin'] as const) : usual
  const [at, setAt] = useState(0)
  const [share, setShare] = useState<'yes' | 'no' | null>(
    settings.shareAlerts === 'ask' ? null : settings.shareAlerts,
  )
  const [phone, setPhone] = useState(settings.phone)
  const [code, setCode] = useState(settings.activationCode)
  const update = useAsk('settings.update')
  const step = steps[at] ?? 'what'
  const finish = () =>
    update.run({
      firstRunDone: true,
      phone,
      activationCode: code.trim(),
      ...(share ? { shareAlerts: share } : {}),
    })
  return (
    <section
      className="card start"
      aria-label={t('start.step', { step: at + 1, all: steps.length })}
      data-testid="first-run"
      data-step={step}
    >
      <p className="small">{t('start.step', { step: at + 1, all: steps.length })}</p>
      <Icon name={icons[step]} size={64} />
      <h2 className="start-title">
        <Words>{t(`start.${step}.title`)}</Words>
      </h2>
      {step === 'what' && (
        <>
          <Line>{t('start.what.body')}</Line>
          <Line>{t('start.what.more')}</Line>
        </>
      )}
      {step === 'send' && (
        <>
          <Line>{t('start.send.body')}</Line>
          <Line>{t('start.send.what')}</Line>
          <Line>{t('start.send.not')}</Line>
          <Choice<'yes' | 'no'>
            label={t('start.send.question')}
            value={share}
            options={(['yes', 'no'] as const).map((id) => ({ id, label: t(`settings.shares.${id}`) }))}
            onChange={setShare}
          />
        </>
      )}
      {step === 'desk' && (
        <>
          <Line>
            {desk.mode === 'provider'
              ? t('start.desk.provider', { name: desk.name })
              : t('start.desk.practice')}
          </Line>
          {desk.mode !== 'provider' && <Line>{t('start.desk.practiceMore')}</Line>}
          <Field
            label={t('start.desk.code')}
            hint={t('start.desk.codeHint')}
            value={code}
            onChange={setCode}
            maxLength={100}
            data-testid="first-run-code"
          />
          <Field
            label={t('ask.phone')}
            hint={t('start.desk.phone')}
            type="tel"
            value={phone}
            onChange={setPhone}
            maxLength={40}
          />
        </>
      )}
      {step === 'pin' && (
        <>
          <Line>{t('start.pin.body')}</Line>
          <Line>{t('start.pin.more')}</Line>
        </>
      )}
      <div className="actions">
        {at > 0 && <Button onPress={() => setAt(at - 1)}>{t('start.back')}</Button>}
        {at < steps.length - 1 ? (
          <Button look="main" onPress={() => setAt(at + 1)} data-testid="first-run-next">
            {t('start.next')}
          </Button>
        ) : (
          <Button
            look="main"
            onPress={() => void finish()}
            isDisabled={update.busy}
            data-testid="first-run-finish"
          >
            {t('start.finish')}
          </Button>
        )}
      </div>
      <Button
        look="quiet"
        onPress={() => void update.run({ firstRunDone: true })}
        data-testid="first-run-skip"
      >
        {t('start.skip')}
      </Button>
      <Problem text={update.problem} />
    </section>
  )
}

const Line = ({ children }: { children: string }) => (
  <p>
    <Words>{children}</Words>
  </p>
)
