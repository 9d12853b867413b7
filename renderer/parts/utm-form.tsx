import { useState } from 'react'
import type { UtmSettings } from '../../main/contract/settings.ts'
import { useText } from '../state/page.tsx'
import { Words } from '../words/phrases.tsx'
import { Button } from './button.tsx'
import { Choice } from './choice.tsx'
import { Field } from './field.tsx'
import { OnOff } from './on-off.tsx'
import { Problem } from './problem.tsx'
import { useAsk } from './use-ask.ts'

/** How the network box is heard. Set together with the desk. */
export const UtmForm = ({ utm }: { utm: UtmSettings }) => {
  const t = useText()
  const update = useAsk('settings.update')
  const [port, setPort] = useState(String(utm.port))
  const [address, setAddress] = useState(utm.address)
  const [senders, setSenders] = useState(utm.senders.join('\n'))
  const [paths, setPaths] = useState(utm.paths.join('\n'))
  const [saved, setSaved] = useState(false)
  const save = async (change: Partial<UtmSettings>) => {
    setSaved(false)
    setSaved(Boolean(await update.run({ utm: { ...utm, ...change } })))
  }
  const list = senders
    .split(/[\s,、]+/)
    .map((s) => s.trim())
    .filter(Boolean)
  // A path may hold blanks and commas.
  const files = paths
    .split('\n')
    .map((s) => s.trim())
    .filter(Boolean)
  return (
    <section>
      <h2>
        <Words>{t('network.settings.title')}</Words>
      </h2>
      <p className="hint">
        <Words>{t('network.settings.help')}</Words>
      </p>
      <OnOff
        label={t('network.settings.enabled')}
        value={utm.enabled}
        onChange={(enabled) => void save({ enabled })}
        data-testid="network-enabled"
      />
      <Choice<UtmSettings['protocol']>
        label={t('network.settings.protocol')}
        value={utm.protocol}
        options={(['udp', 'tcp', 'tls'] as const).map((id) => ({ id, label: id.toUpperCase() }))}
        onChange={(protocol) => void save({ protocol })}
      />
      <Field label={t('network.settings.port')} value={port} onChange={setPort} maxLength={5} />
      <Field label={t('network.settings.address')} value={address} onChange={setAddress} maxLength={60} />
      <Field label={t('network.settings.senders')} value={senders} onChange={setSenders} long />
      <Field label={t('network.settings.paths')} value={paths} onChange={setPaths} long />
      <Button
        onPress={() =>
          void save({ port: Number(port), address: address.trim(), senders: list, paths: files })
        }
        data-testid="network-save"
      >
        {t('settings.save')}
      </Button>
      <p role="status">
        <Words>{saved ? t('settings.saved') : ''}</Words>
      </p>
      <Problem text={update.problem} />
    </section>
  )
}
