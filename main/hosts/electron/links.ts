import type { Shell } from 'electron'
import { isSettingsLink } from '../../contract/check.ts'
import type { Log } from '../../ports/log.ts'

/** Public bodies whose advice the app's texts point to. */
export const officialHosts = [
  'www.ipa.go.jp',
  'www.npa.go.jp',
  'www.ppc.go.jp',
  'www.jpcert.or.jp',
  'www.nisc.go.jp',
] as const

/**
 * May this address be handed to the system? Phone and mail, a settings page of the system, HTTPS to a named host, and plain HTTP to this PC's own
 * practice desk. Everything else (files, other schemes, other hosts) may not. Pure.
 */
export const mayOpen = (
  address: string,
  hosts: readonly string[],
  practiceOrigin: string | null,
): boolean => {
  let url: URL
  try {
    url = new URL(address)
  } catch {
    return false
  }
  if (isSettingsLink(address)) return true
  if (url.username || url.password) return false
  if (url.protocol === 'tel:') return /^[0-9+*#-]{3,30}$/.test(url.pathname)
  // No parameters: some mail programs attach files that a link names.
  if (url.protocol === 'mailto:') return url.search === '' && /^[^\s<>"?]+@[^\s<>"?]+$/.test(url.pathname)
  if (url.protocol === 'https:') return url.port === '' && hosts.includes(url.hostname)
  return url.protocol === 'http:' && practiceOrigin !== null && url.origin === practiceOrigin
}

export type LinkOpener = (address: string) => void

/** Opens an allowed address with the system; logs what was refused (host only: addresses can carry personal text). */
export const createLinkOpener =
  (
    shell: Pick<Shell, 'openExternal'>,
    log: Log,
    allowed: () => { hosts: readonly string[]; practiceOrigin: string | null },
  ): LinkOpener =>
  (address) => {
    const { hosts, practiceOrigin } = allowed()
    if (!mayOpen(address, hosts, practiceOrigin)) {
      log.warn(`refused to open a link: ${address.slice(0, 40).replace(/[?#].*$/, '')}`)
      return
    }
    shell.openExternal(address).catch((error: unknown) => log.warn(`a link did not open: ${String(error)}`))
  }
