import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** Who may open the page: one-time tickets that become session cookies. */
export type GuestList = {
  /** A new ticket, good once. */
  ticket: () => string
  /** Turns a ticket into a session; null for a wrong or used one. */
  admit: (ticket: string) => string | null
  /** Is this a session of ours? */
  knows: (session: string | undefined) => boolean
}

const digest = (s: string) => createHash('sha256').update(s).digest()
const secret = () => randomBytes(24).toString('base64url')
// Compared by digest and in constant time, so that an answer's timing tells nothing about a token.
const has = (list: readonly Buffer[], value: string) =>
  list.findIndex((d) => timingSafeEqual(d, digest(value)))

/** Tickets that were never used are forgotten when more than 20 wait; likewise the oldest sessions. */
export const createGuestList = (): GuestList => {
  const tickets: Buffer[] = []
  const sessions: Buffer[] = []
  const keep = (list: Buffer[], value: string) => {
    list.push(digest(value))
    if (list.length > 20) list.shift()
    return value
  }
  return {
    ticket: () => keep(tickets, secret()),
    admit(ticket) {
      const at = has(tickets, ticket)
      if (at < 0) return null
      tickets.splice(at, 1)
      return keep(sessions, secret())
    },
    knows: (session) => session !== undefined && has(sessions, session) >= 0,
  }
}
