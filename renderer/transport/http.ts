import { LinkError, type LinkTrouble, type PageTransport } from './link.ts'

/** What the HTTP binding needs of the browser; tests hand over their own. */
export type HttpWorld = {
  fetch: typeof fetch
  eventSource: (url: string) => EventSource
}

const browser: HttpWorld = {
  fetch: (...a) => fetch(...a),
  eventSource: (url) => new EventSource(url),
}

/**
 * Talks to the headless host: calls by POST, pushes by server-sent events. The browser reconnects a broken
 * stream by itself; a stream that was refused (old session) stays closed and is tried again here.
 */
export const httpTransport = (world: HttpWorld = browser, retryMs = 3000): PageTransport => {
  const listeners = new Set<(name: string, data: unknown) => void>()
  const links = new Set<(trouble: LinkTrouble | null) => void>()
  let trouble: LinkTrouble | null | undefined
  let stream: EventSource | null = null
  const link = (now: LinkTrouble | null) => {
    if (now === trouble) return
    trouble = now
    for (const tell of links) tell(now)
  }
  const open = () => {
    const opened = world.eventSource('./api/events')
    stream = opened
    opened.onopen = () => link(null)
    opened.onerror = () => {
      if (trouble !== 'refused') link('gone')
      if (opened.readyState !== 2) return
      opened.close()
      setTimeout(open, retryMs)
    }
    opened.onmessage = (message) => {
      const push = readPush(message.data)
      if (push) for (const tell of listeners) tell(push.name, push.data)
    }
  }
  return {
    async call(name, input) {
      const response = await world
        .fetch('./api/call', {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'x-otasuke': '1' },
          body: JSON.stringify({ name, input }),
        })
        .catch(() => {
          throw new LinkError('gone')
        })
      if (response.status === 401 || response.status === 403) {
        link('refused')
        throw new LinkError('refused')
      }
      return response.json().catch(() => {
        throw new LinkError('gone')
      })
    },
    listen(listener) {
      listeners.add(listener)
      if (!stream) open()
      return () => listeners.delete(listener)
    },
    onLink(listener) {
      links.add(listener)
      if (trouble !== undefined) listener(trouble)
      return () => links.delete(listener)
    },
  }
}

/** One pushed line; null where it is not what the host sends. */
const readPush = (line: unknown): { name: string; data: unknown } | null => {
  try {
    const push: unknown = JSON.parse(String(line))
    if (typeof push !== 'object' || push === null || !('name' in push) || typeof push.name !== 'string')
      return null
    return { name: push.name, data: 'data' in push ? push.data : null }
  } catch {
    return null
  }
}
