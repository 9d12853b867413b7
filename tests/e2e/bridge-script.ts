import { pushChannel } from '../../main/contract/ipc.ts'

/**
 * The real preload bundle (`preload`: its text), run in the page with the few functions of Electron that it may have. Calls
 * go to `window.__otasukeInvoke(channel, args)`; a test pushes with `window.__otasukePush(name, data)`.
 */
export const bridgeScript = (preload: string): string => `{
  const listeners = new Set()
  window.__otasukePush = (name, data) => { for (const f of listeners) f({}, name, data) }
  const electron = {
    ipcRenderer: {
      invoke: (channel, ...args) => window.__otasukeInvoke(channel, args),
      on: (channel, f) => { if (channel === ${JSON.stringify(pushChannel)}) listeners.add(f) },
      removeListener: (channel, f) => listeners.delete(f),
    },
    contextBridge: { exposeInMainWorld: (key, api) => { window[key] = api } },
  };
  ((require, module, exports) => {${preload}\n})((name) => {
    if (name !== 'electron') throw new Error('module not found: ' + name)
    return electron
  }, { exports: {} }, {})
}`
