import { useSyncExternalStore } from 'react'

/** The page's screens. */
export const screens = [
  'home',
  'alerts',
  'ask',
  'requests',
  'help',
  'checks',
  'papers',
  'paper',
  'contract',
  'start',
  'network',
  'genuine',
  'settings',
  'more',
  'check-sheet',
  'changes',
  'clock',
  'crash-reports',
  'cut',
  'drill',
  'evidence',
  'hand-over',
  'statistics',
] as const
export type Screen = (typeof screens)[number]

/** One place in the page: a screen, and the thing shown there. */
export type Route = { screen: Screen; id: string | null; rest: string | null }

/** Reads `#/alerts/ID`. What is not understood leads home. */
export const parseHash = (hash: string): Route => {
  const [name = '', id, rest] = hash
    .replace(/^#?\/?/, '')
    .split('/')
    .map(decode)
  const screen = screens.find((s) => s === name) ?? 'home'
  return { screen, id: id || null, rest: rest || null }
}

const decode = (part: string): string => {
  try {
    return decodeURIComponent(part)
  } catch {
    return ''
  }
}

/** The address of a place: `#/ask/dispatch/ID`. */
export const hashOf = (screen: Screen, ...parts: (string | null | undefined)[]): string =>
  ['#', screen, ...parts.filter((p): p is string => Boolean(p)).map(encodeURIComponent)].join('/')

/** The address that a `page.show` push means. */
export const hashOfPush = (page: string, id: string | null): string => {
  if (page === 'alert') return hashOf('alerts', id)
  if (page === 'request') return hashOf('requests', id)
  if (page === 'ask-consultation') return hashOf('ask', 'consultation', id)
  if (page === 'ask-dispatch') return hashOf('ask', 'dispatch', id)
  return hashOf(screens.find((s) => s === page) ?? 'home', id)
}

const subscribe = (changed: () => void) => {
  addEventListener('hashchange', changed)
  return () => removeEventListener('hashchange', changed)
}

/** The present place; follows the address bar, so that a reload stays where it was. */
export const useRoute = (): Route => parseHash(useSyncExternalStore(subscribe, () => location.hash))
