import { useEffect, useRef, useState } from 'react'
import { cardOf } from '../../main/contract/card.ts'
import { usePlainText, useSnapshot } from '../state/page.tsx'

/** Reads a new alert's first sentence aloud to screen readers, once; what was there at the start is not read. */
export const AlertAnnouncer = () => {
  const t = usePlainText()
  const { alerts } = useSnapshot()
  const known = useRef<Set<string> | null>(null)
  const [said, setSaid] = useState('')
  useEffect(() => {
    const fresh = known.current ? alerts.filter((a) => !known.current?.has(a.id)) : []
    known.current = new Set(alerts.map((a) => a.id))
    const first = fresh[0]
    if (first) setSaid(`${t(`severity.${first.severity}`)} ${cardOf(first, t).title}`)
  }, [alerts, t])
  return (
    <div className="unseen" role="alert" data-testid="announcer">
      {said}
    </div>
  )
}
