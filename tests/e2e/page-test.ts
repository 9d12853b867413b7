import { test as base } from '@playwright/test'
import { type PageServer, startPageServer } from '../fakes/page-server.ts'
import { pageStates } from '../fakes/page-states.ts'
import { speakIpc } from './ipc-page.ts'

/** How the page talks to the core; the project `ipc` of the settings sets `ipc`. */
export type Binding = 'http' | 'ipc'

/**
 * A test with the page on a made-up host. Anything the browser complains about (a broken rule of the content
 * policy, an exception) fails the test.
 */
export const test = base.extend<
  { quiet: undefined; line: undefined },
  { server: PageServer; binding: Binding }
>({
  binding: ['http', { scope: 'worker', option: true }],
  server: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from this pattern.
    async ({}, use) => {
      const server = await startPageServer(pageStates.fine)
      await use(server)
      await server.stop()
    },
    { scope: 'worker' },
  ],
  line: [
    async ({ page, server, binding }, use) => {
      // The one server of this worker may still fail as the test before wished.
      server.failWith(null)
      server.holdBack([])
      const overHttp: string[] = []
      page.on('request', (r) => {
        if (new URL(r.url()).pathname.startsWith('/api/')) overHttp.push(r.url())
      })
      const stop = binding === 'ipc' ? await speakIpc(page, server) : () => {}
      await use(undefined)
      stop()
      if (binding === 'ipc') base.expect(overHttp).toEqual([])
    },
    { auto: true },
  ],
  quiet: [
    async ({ page }, use) => {
      const complaints: string[] = []
      page.on('pageerror', (e) => complaints.push(e.message))
      page.on('console', (m) => {
        if (m.type() === 'error' || m.type() === 'warning') complaints.push(m.text())
      })
      await use(undefined)
      base.expect(complaints.filter((c) => !/net::ERR_|Failed to load resource/.test(c))).toEqual([])
    },
    { auto: true },
  ],
})
export { expect } from '@playwright/test'
