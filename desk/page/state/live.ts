import { type Changed, changedSchema } from '../../operator/contract.ts'
import { loadAlerts, loadDetail, loadQueue, useDesk } from './store.ts'

// A storm of changes must not become a storm of reads: what changed is gathered for a moment.
const gather = 250

/** Follows the desk's changes and reads anew what they touch; returns the function that ends it. */
export const followChanges = (onNewRequest: () => void): (() => void) => {
  const source = new EventSource('/operator/api/stream')
  const changed = new Set<string>()
  let timer: ReturnType<typeof setTimeout> | undefined
  const refresh = () => {
    timer = undefined
    const { details, alerts } = useDesk.getState()
    void loadQueue()
    useDesk.setState((s) => ({ changes: s.changes + 1 }))
    if (alerts && changed.has('alerts')) void loadAlerts()
    for (const ref of Object.keys(details)) if (changed.has(ref)) void loadDetail(ref)
    changed.clear()
  }
  const note = ({ what, ref }: Changed) => {
    changed.add(what === 'alert' ? 'alerts' : ref)
    if (what === 'new-request') onNewRequest()
    timer ??= setTimeout(refresh, gather)
  }
  source.onopen = () => {
    useDesk.setState({ live: true })
    // Whatever happened while the line was cut.
    for (const ref of Object.keys(useDesk.getState().details)) changed.add(ref)
    changed.add('alerts')
    refresh()
  }
  source.onerror = () => useDesk.setState({ live: false })
  source.onmessage = (event) => {
    const parsed = changedSchema.safeParse(JSON.parse(String(event.data)))
    if (parsed.success) note(parsed.data)
  }
  return () => {
    clearTimeout(timer)
    source.close()
  }
}
