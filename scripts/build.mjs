import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'
import { buildPages, installLibraries, must, node24, root } from './setup.mjs'

// Builds all that a package holds: main, bridge and page (electron-vite), and the practice desk's page (Vite).
installLibraries()
buildPages()
must(
  node24(),
  [join(root, 'node_modules/electron-vite/bin/electron-vite.js'), 'build', '--logLevel', 'warn'],
  { quiet: true },
)

// The fonts of papers: a third of the package, and half of that once compressed.
const fonts = [
  'biz-udpgothic/400Regular/BIZUDPGothic_400Regular.ttf',
  'biz-udpgothic/700Bold/BIZUDPGothic_700Bold.ttf',
  'noto-sans-jp/400Regular/NotoSansJP_400Regular.ttf',
]
mkdirSync(join(root, 'out/fonts'), { recursive: true })
for (const font of fonts) {
  const bytes = readFileSync(join(root, 'node_modules/@expo-google-fonts', font))
  const params = { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_LGWIN]: 24 }
  writeFileSync(join(root, 'out/fonts', `${basename(font)}.br`), brotliCompressSync(bytes, { params }))
}
