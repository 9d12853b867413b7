import type { ReactNode } from 'react'
import type { Settings, SettingsPatch } from '../../main/contract/settings.ts'
import { Words } from '../words/phrases.tsx'

/** What a part of the settings gets. `save` gives null where it failed. */
export type SettingsPart = {
  settings: Settings
  save: (patch: SettingsPatch) => Promise<unknown>
}

/** Settings that belong together, under one heading. */
export const SettingsGroup = ({
  title,
  children,
  ...rest
}: {
  title: string
  children: ReactNode
  'data-testid'?: string
}) => (
  <section {...rest}>
    <h2>
      <Words>{title}</Words>
    </h2>
    {children}
  </section>
)
