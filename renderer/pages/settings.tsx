import {
  type Language,
  languageSchema,
  type Settings,
  type SettingsPatch,
} from '../../main/contract/settings.ts'
import { ButtonLink } from '../parts/button.tsx'
import { Choice } from '../parts/choice.tsx'
import { ContactSettings } from '../parts/contact-settings.tsx'
import { GuardPlaces } from '../parts/guard-places.tsx'
import { HourSelect } from '../parts/hour-select.tsx'
import { OnOff } from '../parts/on-off.tsx'
import { Problem } from '../parts/problem.tsx'
import { SettingsGroup } from '../parts/settings-group.tsx'
import { useAsk } from '../parts/use-ask.ts'
import { useSnapshot, useText } from '../state/page.tsx'
import { hashOf } from '../state/route.ts'
import { Words } from '../words/phrases.tsx'

const sizes = ['100', '125', '150', '200'] as const

/** The few settings, each with its effect in a sentence; a change works at once. */
export const SettingsPage = () => {
  const t = useText()
  const { settings, host } = useSnapshot()
  const update = useAsk('settings.update')
  const change = (patch: SettingsPatch) => void update.run(patch)
  return (
    <>
      <h1>
        <Words>{t('settings.title')}</Words>
      </h1>
      <Problem text={update.problem && `${t('settings.failed')}${update.problem}`} />
      <SettingsGroup title={t('settings.looks')}>
        <Choice<Language>
          label={t('settings.language')}
          hint={t('settings.languageHint')}
          value={settings.language}
          options={languageSchema.options.map((id) => ({ id, label: t(`languageName.${id}`) }))}
          onChange={(language) => change({ language })}
          data-testid="settings-language"
        />
        <Choice<string>
          label={t('settings.textSize')}
          hint={t('settings.textSizeHint')}
          value={String(settings.textSize)}
          options={sizes.map((id) => ({ id, label: `${id}%` }))}
          onChange={(size) => change({ textSize: Number(size) })}
          data-testid="settings-text-size"
        />
        <Choice<Settings['theme']>
          label={t('settings.theme')}
          hint={t('settings.themeHint')}
          value={settings.theme}
          options={(['system', 'light', 'dark'] as const).map((id) => ({
            id,
            label: t(`settings.themes.${id}`),
          }))}
          onChange={(theme) => change({ theme })}
          data-testid="settings-theme"
        />
      </SettingsGroup>
      <SettingsGroup title={t('settings.watching')}>
        <OnOff
          label={t('settings.autostart')}
          hint={t('settings.autostartHint')}
          value={settings.autostart}
          onChange={(autostart) => change({ autostart })}
          data-testid="settings-autostart"
        />
        {host.platform === 'win32' ? (
          <p className="hint" data-testid="settings-pause-impossible">
            <Words>{t('settings.pauseImpossible')}</Words>
          </p>
        ) : (
          <OnOff
            label={t('settings.pause')}
            hint={t('settings.pauseHint')}
            value={settings.pauseWriters}
            onChange={(pauseWriters) => change({ pauseWriters })}
            data-testid="settings-pause"
          />
        )}
        <ButtonLink href={hashOf('network')} data-testid="settings-network">
          {t('network.settings.title')}
        </ButtonLink>
      </SettingsGroup>
      <GuardPlaces settings={settings} save={(patch) => update.run(patch)} />
      <SettingsGroup title={t('settings.quiet')}>
        <p className="hint">
          <Words>{t('settings.quietHint')}</Words>
        </p>
        <div className="side-by-side">
          <HourSelect
            label={t('settings.quietFrom')}
            value={settings.quietFrom}
            onChange={(quietFrom) => change({ quietFrom })}
          />
          <HourSelect
            label={t('settings.quietUntil')}
            value={settings.quietUntil}
            onChange={(quietUntil) => change({ quietUntil })}
          />
        </div>
      </SettingsGroup>
      <SettingsGroup title={t('settings.desk')}>
        <Choice<Settings['shareAlerts']>
          label={t('settings.share')}
          hint={t('settings.shareHint')}
          value={settings.shareAlerts}
          options={(['yes', 'no', 'ask'] as const).map((id) => ({ id, label: t(`settings.shares.${id}`) }))}
          onChange={(shareAlerts) => change({ shareAlerts })}
          data-testid="settings-share"
        />
      </SettingsGroup>
      <ContactSettings settings={settings} save={(patch) => update.run(patch)} />
      <section>
        <dl className="written small">
          <div>
            <dt>
              <Words>{t('settings.version')}</Words>
            </dt>
            <dd>
              {host.version}{' '}
              <a href={hashOf('changes')} data-testid="settings-changes">
                <Words>{t('changes.link')}</Words>
              </a>
            </dd>
          </div>
          <div>
            <dt>
              <Words>{t('settings.computer')}</Words>
            </dt>
            <dd>{host.computer}</dd>
          </div>
          <div>
            <dt>
              <Words>{t('crash.title')}</Words>
            </dt>
            <dd>
              <a href={hashOf('crash-reports')} data-testid="settings-crash-reports">
                <Words>{t('crash.link')}</Words>
              </a>
            </dd>
          </div>
        </dl>
      </section>
    </>
  )
}
