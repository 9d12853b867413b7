import { globSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { listPackage } from '@electron/asar'
import { filesForOneProcessor } from './mach-o.mjs'

/** What must lie in the archive. */
const wanted = [
  'package.json',
  'LICENSE',
  'out/main/electron.js',
  'out/main/headless.js',
  'out/preload/preload.cjs',
  'out/renderer/index.html',
  'out/desk/index.html',
  'assets/icons/icon.png',
  ...['protected', 'check', 'urgent', 'blind'].flatMap((s) => [
    `assets/tray/mac/${s}Template.png`,
    `assets/tray/mac/${s}Template@2x.png`,
    `assets/tray/windows/${s}-light.ico`,
    `assets/tray/windows/${s}-dark.ico`,
    `assets/tray/linux/${s}.png`,
  ]),
  'node_modules/node-notifier/index.js',
  'out/fonts/BIZUDPGothic_400Regular.ttf.br',
  'out/fonts/BIZUDPGothic_700Bold.ttf.br',
  'out/fonts/NotoSansJP_400Regular.ttf.br',
]
/** What may lie in it; everything else is surplus. */
const allowed = [
  /^(package\.json|LICENSE)$/,
  /^out\/main\/[\w.-]+\.js$/,
  /^out\/preload\/preload\.cjs$/,
  /^out\/(renderer|desk)\/(index\.html|[\w./-]+\.(js|css|woff2?|svg|png|json|txt))$/,
  /^assets\/tray\/(mac|windows|linux)\/[\w@-]+\.(png|ico)$/,
  /^assets\/icons\/icon\.png$/,
  /^assets\/rules\/(windows|linux|macos)\/\w+\.yml$/,
  /^node_modules\/(node-notifier|growly|is-docker|is-wsl|isexe|semver|shellwords|uuid|which)\//,
  /^node_modules\/@expo-google-fonts\/[\w-]+\/LICENSE_FONT$/,
  /^out\/fonts\/\w+\.ttf\.br$/,
]
/** What must never lie in it, even where a rule above would let it. */
const forbidden =
  /(^|\/)(tests?|fixtures|__tests__)\/|\.(map|tsx?|mts)$|kuromoji|\.dic(\.gz)?$|\.env|\.pem$|\.key$/

const vendor = 'node_modules/node-notifier/vendor'
/** What runs or is read from outside of the archive. electron-builder itself leaves out foreign systems' programs. */
const outside = {
  linux: ['assets/icons/icon.png'],
  macos: ['assets/icons/icon.png'],
  windows: [`${vendor}/snoreToast/snoretoast-x64.exe`, 'assets/icons/icon.png'],
}

/** Files in an app archive, as `a/b`. */
const filesOf = (archive) => {
  const all = listPackage(archive).map((f) => f.replaceAll('\\', '/').replace(/^\//, ''))
  const folders = new Set(all.map((f) => f.slice(0, f.lastIndexOf('/'))))
  return all.filter((f) => !folders.has(f))
}

const sizeOf = (folder) =>
  globSync('**/*', { cwd: folder, withFileTypes: true })
    .filter((e) => e.isFile())
    .reduce((sum, e) => sum + statSync(join(e.parentPath, e.name)).size, 0)

/** Looks at a packed app's `resources` folder. Resolves to faults (none: good) and its size in bytes. */
export const checkContents = (resources, system) => {
  const files = filesOf(join(resources, 'app.asar'))
  const unpacked = join(resources, 'app.asar.unpacked')
  const has = (path) => statSync(join(unpacked, path), { throwIfNoEntry: false })?.isFile() === true
  return {
    files: files.length,
    bytes: statSync(join(resources, 'app.asar')).size + sizeOf(unpacked),
    faults: [
      ...wanted.filter((f) => !files.includes(f)).map((f) => `missing: ${f}`),
      ...files.filter((f) => !allowed.some((a) => a.test(f))).map((f) => `surplus: ${f}`),
      ...files.filter((f) => forbidden.test(f)).map((f) => `forbidden: ${f}`),
      ...outside[system].filter((f) => !has(f)).map((f) => `not unpacked: ${f}`),
      ...filesForOneProcessor(resources).map((f) => `for one kind of Mac alone: ${f}`),
    ],
  }
}
