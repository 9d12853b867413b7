import { join } from 'node:path'
import { buildPages, installLibraries, must, node24, root } from './setup.mjs'

// Builds all that a package holds: main, bridge and page (electron-vite), and the practice desk's page (Vite).
installLibraries()
buildPages()
must(
  node24(),
  [join(root, 'node_modules/electron-vite/bin/electron-vite.js'), 'build', '--logLevel', 'warn'],
  { quiet: true },
)
