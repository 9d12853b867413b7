import ElectronStore from 'electron-store'
import { z } from 'zod'
import type { Place } from '../../present/window-place.ts'

const placeSchema = z.object({
  x: z.number(),
  y: z.number(),
  width: z.number().positive(),
  height: z.number().positive(),
})

/** Where the window was last; survives a restart. */
export type WindowMemory = { read: () => Place | null; write: (place: Place) => void }

/** Keeps it in `<folder>/window.json`. A damaged file counts as nothing remembered; a full disk is no reason to fail. */
export const openWindowMemory = (folder: string): WindowMemory => {
  const store = new ElectronStore<{ place?: Place }>({
    cwd: folder,
    name: 'window',
    clearInvalidConfig: true,
  })
  return {
    read: () => placeSchema.safeParse(store.get('place')).data ?? null,
    write(place) {
      try {
        store.set('place', place)
      } catch {
        // The window only opens in the middle next time.
      }
    },
  }
}
