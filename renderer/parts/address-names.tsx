import { useState } from 'react'
import type { UtmSettings } from '../../main/contract/settings.ts'
import { useSnapshot, useText } from '../state/page.tsx'
import { Words } from '../words/phrases.tsx'
import { Button } from './button.tsx'
import { Field } from './field.tsx'
import { Problem } from './problem.tsx'
import { useAsk } from './use-ask.ts'

/** The names that people use for the machines of the office, so that alerts can say them. */
export const AddressNames = ({ names }: { names: UtmSettings['names'] }) => {
  const t = useText()
  const { settings } = useSnapshot()
  const update = useAsk('settings.update')
  const [address, setAddress] = useState('')
  const [name, setName] = useState('')
  const save = (next: UtmSettings['names']) => update.run({ utm: { ...settings.utm, names: next } })
  const add = async () => {
    const others = names.filter((n) => n.address !== address.trim())
    if (await save([...others, { address: address.trim(), name: name.trim() }])) {
      setAddress('')
      setName('')
    }
  }
  return (
    <section>
      <h2>
        <Words>{t('network.names.title')}</Words>
      </h2>
      <p className="hint">
        <Words>{t('network.names.help')}</Words>
      </p>
      <ul className="rows">
        {names.map((n) => (
          <li key={n.address} className="row">
            <span className="row-body">
              <strong>{n.name}</strong>
              <span className="small">{n.address}</span>
            </span>
            <Button
              look="quiet"
              icon="close"
              onPress={() => void save(names.filter((x) => x.address !== n.address))}
            >
              {t('network.names.remove')}
            </Button>
          </li>
        ))}
      </ul>
      <div className="side-by-side">
        <Field
          label={t('network.names.address')}
          value={address}
          onChange={setAddress}
          maxLength={60}
          data-testid="network-address"
        />
        <Field
          label={t('network.names.name')}
          value={name}
          onChange={setName}
          maxLength={60}
          data-testid="network-name"
        />
      </div>
      <Button
        onPress={() => void add()}
        isDisabled={!address.trim() || !name.trim() || update.busy}
        data-testid="network-add"
      >
        {t('network.names.add')}
      </Button>
      <Problem text={update.problem} />
    </section>
  )
}
