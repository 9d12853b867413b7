import { useRef, useState } from 'react'

/**
 * One way through at a time, for what asks the core more than once: `once` does nothing while its last work is under
 * way, and `busy` is true for all of it. Known at once, not at the next drawing: two presses in a row are one.
 */
export const useOnce = () => {
  const underWay = useRef(false)
  const [busy, setBusy] = useState(false)
  const once = async (work: () => Promise<void>): Promise<void> => {
    if (underWay.current) return
    underWay.current = true
    setBusy(true)
    try {
      await work()
    } finally {
      underWay.current = false
      setBusy(false)
    }
  }
  return { busy, once }
}
