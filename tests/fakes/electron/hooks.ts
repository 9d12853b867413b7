import { registerHooks } from 'node:module'
import type { ElectronApi } from '../../../main/hosts/electron/electron-api.ts'

const slot = Symbol.for('otasuke.fake-electron')
const address = 'fake:electron'

/**
 * Makes `import electron from 'electron'` give the stand-in, for our own files and for libraries (electron-store), in
 * this thread. Importing the real package would start a download.
 */
export const installFakeElectron = (electron: ElectronApi): void => {
  const first = !Object.hasOwn(globalThis, slot)
  Object.assign(globalThis, { [slot]: electron })
  if (!first) return
  registerHooks({
    resolve: (specifier, context, next) =>
      specifier === 'electron' || /[\\/]electron[\\/]index\.js$/.test(specifier)
        ? { url: address, format: 'module', shortCircuit: true }
        : next(specifier, context),
    load: (url, context, next) =>
      url === address
        ? {
            format: 'module',
            shortCircuit: true,
            // The second name is what `require` gives to libraries that are no modules.
            source: `const e = globalThis[Symbol.for('otasuke.fake-electron')]\nexport { e as default, e as 'module.exports' }`,
          }
        : next(url, context),
  })
}
