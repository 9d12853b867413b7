import { useEffect, useRef, useState } from 'react'
import { atFirstPress, type Bell, bellWanted, createBell, keepBell } from './bell.ts'
import { askForNotices, showNotice } from './notice.ts'

export type BellSwitch = {
  /** `asleep`: wanted, but this browser has not been touched since it loaded the page. */
  state: 'off' | 'asleep' | 'on'
  swap: () => void
  /** A new request: sounds and shows a notice where they are on. */
  ring: (notice: string) => void
}

/** The sound for new requests, as the operator left it. */
export const useBell = (): BellSwitch => {
  const bell = useRef<Bell | null>(null)
  const [state, setState] = useState<BellSwitch['state']>(() => (bellWanted() ? 'asleep' : 'off'))
  useEffect(() => {
    if (state !== 'asleep') return
    return atFirstPress(() => {
      bell.current ??= createBell()
      setState('on')
    })
  }, [state])
  return {
    state,
    swap() {
      const on = state === 'off'
      keepBell(on)
      setState(on ? 'on' : 'off')
      if (!on) return
      bell.current ??= createBell()
      // The press itself sounds, so that the operator hears that it works.
      bell.current.ring()
      askForNotices()
    },
    ring(notice) {
      if (state === 'off') return
      bell.current?.ring()
      showNotice(notice)
    },
  }
}
