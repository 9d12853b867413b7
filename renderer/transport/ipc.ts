import type { Transport } from '../../main/contract/api.ts'
import type { PageTransport } from './link.ts'

declare global {
  interface Window {
    /** Set by the desktop app's preload script. */
    otasuke?: Transport
  }
}

/** The desktop app's bridge, where there is one. Page and core live and die together there, so the line always stands. */
export const ipcTransport = (host: Pick<Window, 'otasuke'>): PageTransport | null => {
  const bridge = host.otasuke
  if (!bridge) return null
  return {
    call: (name, input) => bridge.call(name, input),
    listen: (listener) => bridge.listen(listener),
    onLink(listener) {
      listener(null)
      return () => {}
    },
  }
}
