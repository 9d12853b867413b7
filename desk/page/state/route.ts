import { useSyncExternalStore } from 'react'

/** Where the page is: `#/requests/<ref>` → `['requests', '<ref>']`. */
export const useRoute = (): string[] => {
  const hash = useSyncExternalStore(
    (changed) => {
      addEventListener('hashchange', changed)
      return () => removeEventListener('hashchange', changed)
    },
    () => location.hash,
  )
  return hash.replace(/^#\/?/, '').split('/').filter(Boolean).map(decodeURIComponent)
}
