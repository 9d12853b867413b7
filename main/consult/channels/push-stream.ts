import { type DeskUpdate, deskBase, deskUpdateSchema } from '../../contract/desk.ts'
import type { Http } from '../../ports/http.ts'

/** An update, or the place of one that this version does not know. */
export type ReadUpdate = { cursor: number; update: DeskUpdate | null }

/** Reads one update; null where it is not from a desk at all. Kinds unknown to this version are passed over. Pure. */
export const readUpdate = (raw: unknown): ReadUpdate | null => {
  const parsed = deskUpdateSchema.safeParse(raw)
  if (parsed.success) return { cursor: parsed.data.cursor, update: parsed.data }
  const { type, cursor } = (raw ?? {}) as { type?: unknown; cursor?: unknown }
  const known = deskUpdateSchema.options.some((option) => option.shape.type.value === type)
  return typeof type === 'string' && !known && Number.isSafeInteger(cursor)
    ? { cursor: cursor as number, update: null }
    : null
}

export type PushStreamOptions = {
  http: Http
  deskUrl: string
  token: string
  after: number
  onOpen: () => void
  /** False: it could not be taken in, stop. */
  onUpdate: (update: ReadUpdate) => boolean
  onEnd: (nonsense: boolean) => void
}

/** Listens to the desk's event stream. Ends itself at the first nonsense. Returns the stop function. */
export const openPushStream = (options: PushStreamOptions): (() => void) => {
  const { http, deskUrl, token, after, onOpen, onUpdate, onEnd } = options
  let ended = false
  const end = (nonsense: boolean) => {
    if (ended) return
    ended = true
    stop()
    onEnd(nonsense)
  }
  const parse = (text: string): ReadUpdate | null => {
    try {
      return readUpdate(JSON.parse(text))
    } catch {
      return null
    }
  }
  let stop = () => {}
  stop = http.stream(`${deskUrl}${deskBase}/stream?after=${after}`, {
    headers: { authorization: `Bearer ${token}` },
    onOpen: () => {
      if (!ended) onOpen()
    },
    onData(text) {
      if (ended) return
      const read = parse(text)
      if (!read || !onUpdate(read)) end(!read)
    },
    onEnd: () => end(false),
  })
  return () => {
    ended = true
    stop()
  }
}
