import { contextBridge, ipcRenderer } from 'electron'
import type { Transport } from '../main/contract/api.ts'
import { callChannel, pushChannel } from '../main/contract/ipc.ts'

// The whole bridge: the page sees these two functions and nothing of Electron.
const transport: Transport = {
  call: (name, input) => ipcRenderer.invoke(callChannel, name, input),
  listen(listener) {
    const hear = (_event: unknown, name: string, data: unknown) => listener(name, data)
    ipcRenderer.on(pushChannel, hear)
    return () => void ipcRenderer.removeListener(pushChannel, hear)
  },
}

contextBridge.exposeInMainWorld('otasuke', transport)
