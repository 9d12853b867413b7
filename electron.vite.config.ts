import { resolve } from 'node:path'
import { defineConfig } from 'electron-vite'
import renderer from './renderer/vite.config.ts'

const at = (path: string) => resolve(import.meta.dirname, path)

/** Bundles the desktop app to `out/`: entries of `main/`, the bridge, and the page with its own settings. */
export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      target: 'node24',
      minify: true,
      // Libraries are bundled: a tenth of the size of `node_modules`, and nothing in the archive that is not used.
      externalizeDeps: false,
      rollupOptions: {
        // Runs helper programs that lie beside its own files.
        external: ['node-notifier'],
        input: {
          electron: at('main/electron.ts'),
          headless: at('main/headless.ts'),
          'probe-process': at('main/probe-process.ts'),
        },
        // All in one folder: files look for the app's folder relative to their own.
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      minify: true,
      // A sandboxed preload is one CommonJS file.
      rollupOptions: {
        input: { preload: at('preload/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    ...renderer,
    root: at('renderer'),
    build: {
      ...renderer.build,
      outDir: at('out/renderer'),
      rollupOptions: { input: at('renderer/index.html') },
    },
  },
})
