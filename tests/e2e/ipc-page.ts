import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { pushChannel } from '../../main/contract/ipc.ts'
import { bindIpc, type IpcBindingOptions } from '../../main/hosts/electron/bind-ipc.ts'
import { pageUrl } from '../../main/hosts/electron/page-address.ts'
import { silentLog } from '../../main/ports/log.ts'
import { buildPreload } from '../fakes/electron/built-app.ts'
import type { PageServer } from '../fakes/page-server.ts'
import { bridgeScript } from './bridge-script.ts'

let bundle: Promise<string> | null = null
/** The bridge as it is shipped, built once for all specs of this worker. */
const preloadBundle = (): Promise<string> => {
  bundle ??= (async () => {
    const folder = mkdtempSync(join(tmpdir(), 'otasuke-preload-'))
    try {
      await buildPreload(folder)
      return readFileSync(join(folder, 'preload.cjs'), 'utf8')
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })()
  return bundle
}

type Handler = Parameters<IpcBindingOptions['ipcMain']['handle']>[1]

/**
 * Lets `page` talk to the made-up core over Electron's binding: the real preload bundle in the page, the real `bindIpc` on
 * this side, structured clones between them. Returns the function that ends it.
 */
export const speakIpc = async (page: Page, server: PageServer): Promise<() => void> => {
  let handler: Handler | null = null
  let closed = false
  const contents = {
    isDestroyed: () => closed,
    send(channel: string, name: string, data: unknown) {
      if (channel !== pushChannel) return
      // A page that is just being loaded anew hears nothing; it asks for a new snapshot.
      page
        .evaluate(
          ([n, d]) =>
            (window as never as { __otasukePush?: (n: unknown, d: unknown) => void }).__otasukePush?.(n, d),
          [name, structuredClone(data)],
        )
        .catch(() => {})
    },
  }
  const stop = bindIpc({
    ipcMain: {
      handle(_channel, given) {
        handler = given
      },
      removeHandler() {
        handler = null
      },
    },
    core: { handlers: server.handlers, onPush: server.onPush as IpcBindingOptions['core']['onPush'] },
    log: silentLog,
    page: () => contents as never,
  })
  await page.exposeFunction('__otasukeInvoke', async (_channel: string, args: unknown[]) => {
    const event = { sender: contents, senderFrame: { url: pageUrl, parent: null } }
    return structuredClone(await handler?.(event as never, ...structuredClone(args)))
  })
  await page.addInitScript(bridgeScript(await preloadBundle()))
  return () => {
    closed = true
    stop()
  }
}
