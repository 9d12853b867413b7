import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** Builds the operator's page into `out/desk/`; the desk serves it under `/operator/`. */
export default defineConfig({
  root: here('page'),
  base: '/operator/',
  plugins: [react()],
  build: { outDir: here('../out/desk'), emptyOutDir: true, assetsInlineLimit: 0 },
})
