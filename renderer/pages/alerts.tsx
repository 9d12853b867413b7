import { useState } from 'react'
import type { Alert } from '../../main/contract/alert.ts'
import { cardOf } from '../../main/contract/card.ts'
import { byUrgency, openAlerts } from '../../main/contract/overall.ts'
import type { Text } from '../../main/contract/text.ts'
import { AlertRow } from '../parts/alert-row.tsx'
import { Button } from '../parts/button.tsx'
import { Field } from '../parts/field.tsx'
import { Nothing } from '../parts/screen-head.tsx'
import { useSnapshot, useText } from '../state/page.tsx'
import { Words } from '../words/phrases.tsx'

const pageSize = 20

const says = (alert: Alert, t: Text, sought: string): boolean => {
  const { title, meaning } = cardOf(alert, t)
  return `${title} ${meaning} ${Object.values(alert.facts).join(' ')}`.toLowerCase().includes(sought)
}

/** All alerts: open ones first and by urgency, closed ones below, with a search. */
export const AlertsPage = () => {
  const t = useText()
  const { alerts } = useSnapshot()
  const [search, setSearch] = useState('')
  const sought = search.trim().normalize('NFKC').toLowerCase()
  const found = sought ? alerts.filter((a) => says(a, t, sought)) : alerts
  const open = byUrgency(openAlerts(found))
  const closed = found.filter((a) => a.state === 'closed').sort((a, b) => b.lastAt.localeCompare(a.lastAt))
  return (
    <>
      <h1>
        <Words>{t('alerts.title')}</Words>
      </h1>
      {alerts.length === 0 && <Nothing title={t('alerts.empty')} detail={t('alerts.emptyDetail')} />}
      {alerts.length > 5 && (
        <Field
          type="search"
          label={t('alerts.search')}
          value={search}
          onChange={setSearch}
          data-testid="alert-search"
        />
      )}
      {alerts.length > 0 && found.length === 0 && <Nothing title={t('alerts.noneFound')} />}
      <Group title={t('alerts.open')} alerts={open} />
      <Group title={t('alerts.closed')} alerts={closed} />
    </>
  )
}

const Group = ({ title, alerts }: { title: string; alerts: readonly Alert[] }) => {
  const t = useText()
  const [shown, setShown] = useState(pageSize)
  if (alerts.length === 0) return null
  return (
    <section>
      <h2>
        <Words>{title}</Words>
      </h2>
      <ul className="rows">
        {alerts.slice(0, shown).map((a) => (
          <AlertRow key={a.id} alert={a} />
        ))}
      </ul>
      {alerts.length > shown && (
        <Button onPress={() => setShown(shown + pageSize)}>{t('alerts.more')}</Button>
      )}
    </section>
  )
}
