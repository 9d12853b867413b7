import type { IpcMain, IpcMainInvokeEvent } from 'electron'
import { clone } from './strict.ts'

type Handler = (event: IpcMainInvokeEvent, ...args: unknown[]) => unknown

export type FakeIpcMain = Pick<IpcMain, 'handle' | 'removeHandler' | 'on'> & {
  /** What `ipcRenderer.invoke` reaches: arguments and answer are copied, errors carry Electron's prefix. */
  invoke: (event: IpcMainInvokeEvent, channel: string, args: unknown[]) => Promise<unknown>
}

export const createIpcMain = (): FakeIpcMain => {
  const handlers = new Map<string, Handler>()
  const self: FakeIpcMain = {
    handle(channel, handler) {
      if (handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`)
      handlers.set(channel, handler as Handler)
    },
    removeHandler: (channel) => void handlers.delete(channel),
    // electron-store listens for renderers that ask for its data; none does here.
    on: () => self as unknown as IpcMain,
    async invoke(event, channel, args) {
      const handler = handlers.get(channel)
      try {
        if (!handler) throw new Error(`No handler registered for '${channel}'`)
        return clone(await handler(event, ...clone(args)))
      } catch (error) {
        throw new Error(`Error invoking remote method '${channel}': ${String(error)}`)
      }
    },
  }
  return self
}
