import type { RequestDetail } from '../operator/contract.ts'

export type HandoverFile = { name: string; read: () => Promise<Buffer> }

/**
 * Something that came to a request after its case was made; `id` stays the same over all tries. `text` is for people: the
 * message, the file's name, or that the user has taken the request back.
 */
export type HandoverAddition = {
  kind: 'message' | 'file' | 'cancelled'
  id: string
  text: string
  file: HandoverFile | null
}

/** A request as another system gets it. */
export type HandoverItem = {
  detail: RequestDetail
  /** One line and a whole text that people can work from, in Japanese. */
  subject: string
  body: string
  /** Reads a finished attachment. */
  attachments: readonly HandoverFile[]
}

/** What the other system has to say of a request, for the customer. */
export type OutsideNews = {
  status: 'received' | 'callback' | 'working' | 'visit' | 'done' | null
  /** Public answers only; `id` is the other system's. */
  notes: readonly { id: string; name: string; text: string }[]
}

/** A way to hand requests over to a system that the provider already uses. All calls reject when they fail. */
export type Adapter = {
  /** As named in `desk.yaml`. */
  id: string
  /**
   * Creates the case there; returns its id. `handoverId` and the item stay the same over all tries, for systems that
   * can tell a repetition.
   */
  create: (item: HandoverItem, handoverId: string) => Promise<string>
  /** Adds what came later from the customer. */
  add: (externalId: string, addition: HandoverAddition) => Promise<void>
  /** Asks for news; null where the system cannot tell. */
  news: ((externalId: string) => Promise<OutsideNews>) | null
  /** Checks a call of the other system; returns the ids of the cases it speaks of. Null: not from there. */
  hook: ((headers: Readonly<Record<string, unknown>>, body: Buffer) => string[] | null) | null
}

/** A failed call of another system: status and first words of its answer. */
export const outsideError = async (who: string, res: Response): Promise<Error> =>
  new Error(`${who} answered ${res.status}: ${(await res.text().catch(() => '')).slice(0, 200)}`)

/** How long another system may take (ms). */
export const outsideTimeout = 20_000
