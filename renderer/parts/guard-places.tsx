import { useState } from 'react'
import { useSnapshot, useText } from '../state/page.tsx'
import { Words } from '../words/phrases.tsx'
import { Button } from './button.tsx'
import { Field } from './field.tsx'
import { OnOff } from './on-off.tsx'
import { SettingsGroup, type SettingsPart } from './settings-group.tsx'

/** A whole path, of either kind of system. */
const isWhole = (place: string): boolean => /^(\/|[A-Za-z]:[\\/]|\\\\[^\\]+\\[^\\]+)/.test(place)

const examples: Readonly<Record<string, string>> = {
  win32: '\\\\server\\share',
  darwin: '/Volumes/share',
}

/** Where documents lie besides the usual folders, such as the office's share, and whether hidden files help to watch them. */
export const GuardPlaces = ({ settings, save }: SettingsPart) => {
  const t = useText()
  const { host } = useSnapshot()
  const [place, setPlace] = useState('')
  const [wrong, setWrong] = useState(false)
  const places = settings.guardFolders
  const add = async () => {
    const whole = place.trim().replace(/(?<=.)[\\/]+$/, '')
    setWrong(!isWhole(whole))
    if (!isWhole(whole)) return
    if (places.includes(whole) || (await save({ guardFolders: [...places, whole] }))) setPlace('')
  }
  return (
    <SettingsGroup title={t('guardPlaces.title')} data-testid="guard-places">
      <p className="hint">
        <Words>{t('guardPlaces.usual')}</Words>
      </p>
      {places.length > 0 && (
        <ul className="plain">
          {places.map((p) => (
            <li key={p} className="side-by-side" data-testid="guard-place">
              <span>{p}</span>
              <Button
                look="quiet"
                onPress={() => void save({ guardFolders: places.filter((other) => other !== p) })}
                aria-label={t('guardPlaces.removeNamed', { place: p })}
                data-testid="guard-place-remove"
              >
                {t('guardPlaces.remove')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <Field
        label={t('guardPlaces.add')}
        hint={t('guardPlaces.hint', { example: examples[host.platform] ?? '/mnt/share' })}
        value={place}
        onChange={(value) => {
          setWrong(false)
          setPlace(value)
        }}
        error={wrong ? t('guardPlaces.wrong') : null}
        maxLength={1000}
        data-testid="guard-place-new"
      />
      <Button onPress={() => void add()} data-testid="guard-place-add">
        {t('guardPlaces.addButton')}
      </Button>
      <OnOff
        label={t('guardPlaces.canaries')}
        hint={t('guardPlaces.canariesHint')}
        value={settings.guardCanaries}
        onChange={(guardCanaries) => void save({ guardCanaries })}
        data-testid="guard-canaries"
      />
      {host.kind !== 'electron' && (
        <p className="hint">
          <Words>{t('guardPlaces.next')}</Words>
        </p>
      )}
    </SettingsGroup>
  )
}
