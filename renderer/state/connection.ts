import type { Client } from '../../main/contract/api.ts'
import { createClient } from '../../main/contract/client.ts'
import { type Change, reduce } from '../../main/contract/state.ts'
import { LinkError, type PageTransport } from '../transport/link.ts'
import { hashOfPush } from './route.ts'
import type { PageStore } from './store.ts'

/** Where a pushed `page.show` goes; tests hand over their own. */
export type Goto = (hash: string) => void

/**
 * Keeps `store` equal to the core's state: subscribe first, then one snapshot, then numbered changes.
 * A gap, or a line that came back, asks for a new snapshot. Returns the client for the page's own asks.
 */
export const connect = (
  transport: PageTransport,
  store: PageStore,
  goTo: Goto = (hash) => {
    location.hash = hash
  },
  retryMs = 2000,
): Client => {
  const client = createClient(transport)
  const early: Change[] = []
  let asking = false
  let again = false

  const apply = (change: Change) => {
    const { snapshot } = store.getState()
    if (!snapshot || asking) {
      early.push(change)
      return
    }
    const next = reduce(snapshot, change)
    if (next) store.setState({ snapshot: next })
    else void refresh()
  }

  const refresh = async (): Promise<void> => {
    if (asking) {
      again = true
      return
    }
    asking = true
    try {
      const snapshot = await client.ask('state.snapshot', null)
      store.setState({ snapshot, trouble: null })
    } catch (error) {
      store.setState({ trouble: error instanceof LinkError ? error.trouble : 'nonsense' })
      setTimeout(() => void refresh(), retryMs)
    }
    asking = false
    for (const change of early.splice(0)) apply(change)
    if (!again) return
    again = false
    void refresh()
  }

  client.on('state.changed', apply)
  client.on('page.show', ({ page, id }) => goTo(hashOfPush(page, id)))
  transport.onLink((trouble) => {
    if (trouble) store.setState({ trouble })
    else void refresh()
  })
  void refresh()
  return client
}
