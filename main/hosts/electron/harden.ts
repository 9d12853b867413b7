import type { App, Session } from 'electron'
import type { Log } from '../../ports/log.ts'
import type { LinkOpener } from './links.ts'
import { isOurs } from './page-address.ts'

/**
 * Closes every door that a page could use to leave: navigation, redirects, new windows, embedded pages, permissions,
 * devices, downloads of anything that the page did not make itself. Must run before the first window.
 */
export const harden = (app: Pick<App, 'on'>, session: Session, openLink: LinkOpener, log: Log): void => {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', (details) => {
      // A reload of our own page is a navigation to itself; the screens change by `#` only.
      if (isOurs(details.url) && details.isMainFrame) return
      details.preventDefault()
      // A plain link (phone, settings page): the window stays where it is, the system opens what is allowed.
      if (details.isMainFrame && !/^(https?|app):/.test(details.url)) openLink(details.url)
      else log.warn(`refused navigation to ${details.url.slice(0, 100)}`)
    })
    contents.on('will-frame-navigate', (details) => {
      if (!details.isMainFrame) details.preventDefault()
    })
    contents.on('will-redirect', (details) => details.preventDefault())
    contents.on('will-attach-webview', (event) => event.preventDefault())
    contents.setWindowOpenHandler(({ url }) => {
      openLink(url)
      return { action: 'deny' }
    })
  })
  session.setPermissionRequestHandler((_contents, permission, answer) => {
    log.warn(`refused permission ${permission}`)
    answer(false)
  })
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  session.on('will-download', (event, item) => {
    // Papers are made by the page itself as blobs; the system then asks where to save them.
    if (item.getURL().startsWith('blob:app://otasuke/')) return
    event.preventDefault()
    log.warn('refused a download')
  })
}
