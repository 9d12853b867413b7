import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** Builds the page to `out/renderer`: relative addresses, nothing inline, for both hosts. */
export default defineConfig({
  root: import.meta.dirname,
  base: './',
  plugins: [react()],
  build: {
    outDir: '../out/renderer',
    emptyOutDir: true,
    minify: true,
    target: 'chrome120',
    // Inlined `data:` addresses are against the page's policy for fonts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
})
