import type { ReactNode } from 'react'
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
import { Problem } from '../parts/problem.tsx'
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
      <Group title={t('settings.looks')}>
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
      </Group>
      <Group title={t('settings.watching')}>
        <Choice<'on' | 'off'>
          label={t('settings.autostart')}
          hint={t('settings.autostartHint')}
          value={settings.autostart ? 'on' : 'off'}
          options={(['on', 'off'] as const).map((id) => ({ id, label: t(`settings.switch.${id}`) }))}
          onChange={(v) => change({ autostart: v === 'on' })}
          data-testid="settings-autostart"
        />
        {host.platform === 'win32' ? (
          <p className="hint" data-testid="settings-pause-impossible">
            <Words>{t('settings.pauseImpossible')}</Words>
          </p>
        ) : (
          <Choice<'on' | 'off'>
            label={t('settings.pause')}
            hint={t('settings.pauseHint')}
            value={settings.pauseWriters ? 'on' : 'off'}
            options={(['on', 'off'] as const).map((id) => ({ id, label: t(`settings.switch.${id}`) }))}
            onChange={(v) => change({ pauseWriters: v === 'on' })}
            data-testid="settings-pause"
          />
        )}
        <ButtonLink href={hashOf('network')} data-testid="settings-network">
          {t('network.settings.title')}
        </ButtonLink>
      </Group>
      <GuardPlaces settings={settings} save={(patch) => update.run(patch)} />
      <Group title={t('settings.quiet')}>
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
      </Group>
      <Group title={t('settings.desk')}>
        <Choice<Settings['shareAlerts']>
          label={t('settings.share')}
          hint={t('settings.shareHint')}
          value={settings.shareAlerts}
          options={(['yes', 'no', 'ask'] as const).map((id) => ({ id, label: t(`settings.shares.${id}`) }))}
          onChange={(shareAlerts) => change({ shareAlerts })}
          data-testid="settings-share"
        />
      </Group>
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

const Group = ({ title, children }: { title: string; children: ReactNode }) => (
  <section>
    <h2>
      <Words>{title}</Words>
    </h2>
    {children}
  </section>
)
