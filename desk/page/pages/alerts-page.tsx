import { useEffect } from 'react'
import { Evidence } from '../parts/evidence.tsx'
import { loadAlerts, useDesk } from '../state/store.ts'
import { sayTime, useText } from '../state/words.ts'

/** What all PCs have reported, newest first, also without a request. */
export const AlertsPage = () => {
  const text = useText()
  const alerts = useDesk((s) => s.alerts)
  useEffect(() => void loadAlerts(), [])
  if (!alerts) return null
  return (
    <main className="narrow">
      <h1>{text('desk.alerts.title')}</h1>
      {alerts.length === 0 && <p className="hint">{text('desk.alerts.empty')}</p>}
      <ul className="cards">
        {alerts.map(({ ref, alert, computer, customer, receivedAt }) => (
          <li key={ref} className="card">
            <p className="meta">
              <strong>{[customer, computer].filter(Boolean).join(' ・ ')}</strong>{' '}
              <span>{sayTime(text, receivedAt)}</span>
            </p>
            <Evidence alert={alert} />
          </li>
        ))}
      </ul>
    </main>
  )
}
