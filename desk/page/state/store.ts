import { create } from 'zustand'
import {
  type AlertItem,
  alertListSchema,
  type Me,
  mayDo,
  meSchema,
  type QueueItem,
  queueSchema,
  type RequestDetail,
  type Right,
  requestDetailSchema,
} from '../../operator/contract.ts'
import { ApiError, read, setCsrf } from './api.ts'

export type DeskState = {
  me: Me | null
  requests: QueueItem[] | null
  /** Open requests that the list has no room for. */
  more: number
  alerts: AlertItem[] | null
  /** By `ref`; null: there is none. */
  details: Record<string, RequestDetail | null>
  /** Is the line of live changes open? */
  live: boolean
  /** Grows with every change at the desk. */
  changes: number
}

export const useDesk = create<DeskState>(() => ({
  me: null,
  requests: null,
  more: 0,
  alerts: null,
  details: {},
  live: false,
  changes: 0,
}))

/** Runs a read; a session that has ended shows the entry again, anything else leaves what is shown. */
const quietly = async (f: () => Promise<void>): Promise<void> => {
  try {
    await f()
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) await loadMe()
    else if (!(error instanceof ApiError)) throw error
  }
}

/** May whoever is signed in do this? The server holds to the same. */
export const useMay = (right: Right): boolean =>
  useDesk((s) => s.me?.me != null && mayDo(s.me.me.role, right))

export const loadMe = async (): Promise<void> => {
  const me = await read('me', meSchema)
  setCsrf(me.me?.csrf ?? '')
  useDesk.setState({ me })
}
export const loadQueue = (): Promise<void> =>
  quietly(async () => useDesk.setState(await read('requests', queueSchema)))
export const loadAlerts = (): Promise<void> =>
  quietly(async () => useDesk.setState({ alerts: (await read('alerts', alertListSchema)).alerts }))
export const loadDetail = (ref: string): Promise<void> =>
  quietly(async () => {
    const detail = await read(`requests/${encodeURIComponent(ref)}`, requestDetailSchema).catch(
      (error: unknown) => {
        if (error instanceof ApiError && error.status === 404) return null
        throw error
      },
    )
    useDesk.setState((s) => ({ details: { ...s.details, [ref]: detail } }))
  })
