import { create } from 'zustand'
import {
  type AlertItem,
  alertListSchema,
  type Me,
  meSchema,
  type QueueItem,
  queueSchema,
  type RequestDetail,
  requestDetailSchema,
} from '../../operator/contract.ts'
import { ApiError, read, setCsrf } from './api.ts'

export type DeskState = {
  me: Me | null
  requests: QueueItem[] | null
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

export const loadMe = async (): Promise<void> => {
  const me = await read('me', meSchema)
  setCsrf(me.me?.csrf ?? '')
  useDesk.setState({ me })
}
export const loadQueue = (): Promise<void> =>
  quietly(async () => useDesk.setState({ requests: (await read('requests', queueSchema)).requests }))
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
