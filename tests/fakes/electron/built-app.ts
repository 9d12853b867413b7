import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { build } from 'vite'

const root = resolve(import.meta.dirname, '../../..')

/** Bundles the bridge as the real build does (one CommonJS file) into `folder`. */
export const buildPreload = async (folder: string): Promise<void> => {
  await build({
    configFile: false,
    root,
    logLevel: 'silent',
    ssr: { noExternal: true, external: ['electron'] },
    build: {
      outDir: folder,
      ssr: true,
      rollupOptions: {
        input: { preload: join(root, 'preload/preload.ts') },
        external: ['electron'],
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  })
}

/** A folder laid out as the packaged app: `out/` with bridge and a small page, and the real `assets/`. */
export const makeAppFolder = async (): Promise<{ folder: string; data: string; remove: () => void }> => {
  const folder = mkdtempSync(join(tmpdir(), 'otasuke-app-'))
  const data = join(folder, 'data')
  mkdirSync(data)
  mkdirSync(join(folder, 'out/renderer/assets'), { recursive: true })
  writeFileSync(join(folder, 'out/renderer/index.html'), '<!doctype html><title>page</title>')
  writeFileSync(join(folder, 'out/renderer/assets/page.js'), 'void 0')
  writeFileSync(join(folder, 'secret.txt'), 'not part of the page')
  symlinkSync(join(root, 'assets'), join(folder, 'assets'))
  await buildPreload(join(folder, 'out/preload'))
  return { folder, data, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
