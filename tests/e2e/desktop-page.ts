import { readFileSync, rmSync, symlinkSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Browser, Page } from '@playwright/test'
import { pushChannel } from '../../main/contract/ipc.ts'
import { type AppOnFake, startAppOnFake } from '../fakes/electron/app-on-fake.ts'
import { makeAppFolder } from '../fakes/electron/built-app.ts'
import type { office } from './app-process.ts'
import { bridgeScript } from './bridge-script.ts'

const root = resolve(import.meta.dirname, '../..')
/** Chromium cannot be given a scheme of its own from outside: this origin stands for `app://otasuke`. */
const origin = 'https://otasuke.test'

/** The desktop app on the stand-in, and a real browser page in place of its window. */
export type DesktopPage = { app: AppOnFake; page: Page; stop: () => Promise<void> }

/** Starts `main/electron.ts` for `place` and opens its window as a page of `browser`: every call goes over the IPC binding. */
export const openDesktopPage = async (
  browser: Browser,
  place: ReturnType<typeof office>,
): Promise<DesktopPage> => {
  const built = await makeAppFolder()
  rmSync(join(built.folder, 'out/renderer'), { recursive: true })
  symlinkSync(join(root, 'out/renderer'), join(built.folder, 'out/renderer'))
  const app = await startAppOnFake({
    appFolder: built.folder,
    dataFolder: place.data,
    args: ['--data-dir', place.data, '--guard', place.docs],
  })
  await app.until((v) => v.window?.loaded === true)
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.exposeFunction('__otasukeInvoke', (channel: string, args: unknown[]) =>
    app.tell({ do: 'invoke', channel, args }),
  )
  app.onPush((channel, args) => {
    if (channel !== pushChannel) return
    const [name, data] = args
    // A page that has just been closed hears nothing.
    page
      .evaluate(
        ([n, d]) =>
          (window as never as { __otasukePush: (n: unknown, d: unknown) => void }).__otasukePush(n, d),
        [name, data],
      )
      .catch(() => {})
  })
  await page.addInitScript(bridgeScript(readFileSync(join(built.folder, 'out/preload/preload.cjs'), 'utf8')))
  await page.route(`${origin}/**`, async (route) => {
    const url = route.request().url().replace(origin, 'app://otasuke')
    const got = (await app.tell({ do: 'fetch', url })) as {
      status: number
      headers: Record<string, string>
      body: string
    }
    await route.fulfill({ status: got.status, headers: got.headers, body: Buffer.from(got.body, 'base64') })
  })
  await page.goto(`${origin}/index.html`)
  return {
    app,
    page,
    async stop() {
      // What the page is still loading has no app to answer it any more: that is no error of the test that comes next.
      await page.unrouteAll({ behavior: 'ignoreErrors' })
      await context.close()
      app.kill()
      await app.ended
      built.remove()
    },
  }
}
