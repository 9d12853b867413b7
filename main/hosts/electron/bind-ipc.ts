import type { IpcMain, IpcMainInvokeEvent } from 'electron'
import type { PushData } from '../../contract/api.ts'
import { answerCall, type Reply } from '../../contract/client.ts'
import { callChannel, pushChannel } from '../../contract/ipc.ts'
import type { Core } from '../../core.ts'
import type { Log } from '../../ports/log.ts'
import type { WebContents } from './electron-api.ts'
import { isOurs } from './page-address.ts'

export type IpcBindingOptions = {
  ipcMain: Pick<IpcMain, 'handle' | 'removeHandler'>
  core: Pick<Core, 'handlers' | 'onPush'>
  log: Log
  /** The one page there is; null while no window is open. */
  page: () => WebContents | null
}

/** Only the top frame of our own window, and only while it shows our own page. */
const isOurPage = (event: IpcMainInvokeEvent, page: WebContents | null): boolean =>
  page !== null &&
  event.sender === page &&
  event.senderFrame !== null &&
  event.senderFrame.parent === null &&
  isOurs(event.senderFrame.url)

/**
 * Carries calls and pushes over Electron's IPC. Sender and payload of every call are checked; a `page.show` for a window
 * that is still loading waits until its page listens (its first `state.snapshot`). Returns the function that ends it.
 */
export const bindIpc = ({ ipcMain, core, log, page }: IpcBindingOptions): (() => void) => {
  let listening: WebContents | null = null
  let waiting: PushData<'page.show'> | null = null
  const send = (contents: WebContents, name: string, data: unknown) => {
    if (!contents.isDestroyed()) contents.send(pushChannel, name, data)
  }
  ipcMain.handle(callChannel, async (event, name: unknown, input: unknown): Promise<Reply> => {
    if (!isOurPage(event, page())) {
      log.warn(`refused call from ${event.senderFrame?.url.slice(0, 200) ?? 'a frame that is gone'}`)
      return { failure: { code: 'bad-input', detail: 'foreign sender' } }
    }
    const reply = await answerCall(core.handlers, name, input, log.warn)
    if (name === 'state.snapshot') {
      listening = event.sender
      if (waiting) send(event.sender, 'page.show', waiting)
      waiting = null
    }
    return reply
  })
  const stopPushes = core.onPush((name, data) => {
    const contents = page()
    if (name === 'page.show' && (contents === null || contents !== listening)) {
      waiting = data as PushData<'page.show'>
    } else if (contents) send(contents, name, data)
  })
  return () => {
    stopPushes()
    ipcMain.removeHandler(callChannel)
  }
}
