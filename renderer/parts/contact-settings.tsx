import { useState } from 'react'
import { useText } from '../state/page.tsx'
import { Words } from '../words/phrases.tsx'
import { Button } from './button.tsx'
import { Field } from './field.tsx'
import { SettingsGroup, type SettingsPart } from './settings-group.tsx'

/** Who asks for help from this PC: filled into every request. Stays here until one is sent. */
export const ContactSettings = ({ settings, save }: SettingsPart) => {
  const t = useText()
  const [you, setYou] = useState({ contact: settings.contact, phone: settings.phone, place: settings.place })
  const [saved, setSaved] = useState(false)
  const set = (part: Partial<typeof you>) => {
    setSaved(false)
    setYou((y) => ({ ...y, ...part }))
  }
  const go = async () => setSaved(Boolean(await save(you)))
  return (
    <SettingsGroup title={t('settings.you')}>
      <p className="hint">
        <Words>{t('settings.youHint')}</Words>
      </p>
      <Field
        label={t('ask.contact')}
        value={you.contact}
        onChange={(contact) => set({ contact })}
        maxLength={100}
        autoComplete="name"
      />
      <Field
        label={t('ask.phone')}
        type="tel"
        value={you.phone}
        onChange={(phone) => set({ phone })}
        maxLength={40}
        autoComplete="tel"
        data-testid="settings-phone"
      />
      <Field label={t('ask.place')} value={you.place} onChange={(place) => set({ place })} maxLength={500} />
      <Button onPress={() => void go()} data-testid="settings-save">
        {t('settings.save')}
      </Button>
      <p role="status">
        <Words>{saved ? t('settings.saved') : ''}</Words>
      </p>
    </SettingsGroup>
  )
}
