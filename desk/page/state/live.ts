import { changedSchema } from '../../operator/contract.ts'
import { createArrivals } from './arrivals.ts'
import { loadAlerts, loadDetail, loadMe, loadQueue, useDesk } from './store.ts'

// A storm of changes must not become a storm of reads: what changed is gathered, and reads keep this apart (ms).
const apart = 1_000
// A line that looks open may be held up by a proxy, and one that is cut may stay so: look by itself too (ms).
const lookEvery = 30_000
const reopenAfter = 3_000

/**
 * Follows the desk's changes and reads anew what they touch; returns the function that ends it. `onNewRequest` is called
 * for what the line told, and once for all that the list shows first because the line was cut.
 */
export const followChanges = (onNewRequest: () => void): (() => void) => {
  const arrivals = createArrivals()
  const changed = new Set<string>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let last = Number.NEGATIVE_INFINITY
  let source: EventSource | null = null
  let reopen: ReturnType<typeof setTimeout> | undefined

  const refresh = async () => {
    last = performance.now()
    const { details, alerts } = useDesk.getState()
    const touched = [...changed]
    changed.clear()
    useDesk.setState((s) => ({ changes: s.changes + 1 }))
    await Promise.all([
      loadQueue(),
      ...(alerts && touched.includes('alerts') ? [loadAlerts()] : []),
      ...Object.keys(details)
        .filter((ref) => touched.includes(ref))
        .map(loadDetail),
    ])
  }
  const soon = () => {
    timer ??= setTimeout(
      () =>
        void refresh().finally(() => {
          timer = undefined
          if (changed.size > 0) soon()
        }),
      Math.max(100, last + apart - performance.now()),
    )
  }
  const everything = () => {
    for (const ref of Object.keys(useDesk.getState().details)) changed.add(ref)
    changed.add('alerts')
    soon()
  }
  const open = () => {
    source = new EventSource('/operator/api/stream')
    source.onopen = () => {
      useDesk.setState({ live: true })
      // Whatever happened while the line was cut.
      everything()
    }
    source.onmessage = (event) => {
      const parsed = changedSchema.safeParse(JSON.parse(String(event.data)))
      if (!parsed.success) return
      const { what, ref } = parsed.data
      changed.add(what === 'alert' ? 'alerts' : ref)
      if (what === 'new-request' && arrivals.told(ref)) onNewRequest()
      soon()
    }
    source.onerror = () => {
      useDesk.setState({ live: false })
      // Browsers come back by themselves from a cut line, but never from an answer like 401 or a proxy's 502.
      if (source?.readyState !== EventSource.CLOSED) return
      reopen = setTimeout(() => {
        loadMe().catch(() => {})
        open()
      }, reopenAfter)
    }
  }
  open()
  const unsubscribe = useDesk.subscribe(({ requests, more }, before) => {
    if (requests && requests !== before.requests && arrivals.listed(requests, more)) onNewRequest()
  })
  const looking = setInterval(everything, lookEvery)
  return () => {
    unsubscribe()
    clearInterval(looking)
    clearTimeout(reopen)
    clearTimeout(timer)
    source?.close()
  }
}
