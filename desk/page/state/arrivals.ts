import type { QueueItem } from '../../operator/contract.ts'

/** Which requests are new to this page, whichever way it hears of them first. */
export type Arrivals = {
  /** The line tells of a request: is it the first word of it? */
  told: (ref: string) => boolean
  /** A list was read: is there one that nobody has told of, and that nobody has begun with? Never so for the first list. */
  listed: (requests: readonly Listed[], more: number) => boolean
}
type Listed = Pick<QueueItem, 'ref' | 'status' | 'unread' | 'receivedAt'>

const waits = ({ status, unread }: Listed) => unread && status !== 'done' && status !== 'cancelled'

export const createArrivals = (): Arrivals => {
  const seen = new Set<string>()
  let newest: string | null = null
  // Was there room for all open ones? If not, old ones come up in later lists, and are no news.
  let complete = true
  return {
    told(ref) {
      const first = !seen.has(ref)
      seen.add(ref)
      return first
    },
    listed(requests, more) {
      const unseen = requests.filter((r) => !seen.has(r.ref))
      const before = newest
      const news = before !== null && unseen.some((r) => waits(r) && (complete || r.receivedAt > before))
      for (const { ref } of unseen) seen.add(ref)
      newest = [before ?? '', ...requests.map((r) => r.receivedAt)].sort().at(-1)!
      complete = more === 0
      return news
    },
  }
}
