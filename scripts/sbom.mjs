// `node scripts/sbom.mjs FILE`: what ships, as CycloneDX. npm lists every library; the sources say which of them the app holds.
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { installLibraries, onNode24, root } from './setup.mjs'

const [file] = process.argv.slice(2)
if (!file) {
  console.error('node scripts/sbom.mjs FILE')
  process.exit(2)
}
installLibraries()
onNode24()
const { packagesIn, shippedPart } = await import('./package/shipped.mjs')
const windows = process.platform === 'win32'
const npm = spawnSync(windows ? 'npm.cmd' : 'npm', ['sbom', '--sbom-format', 'cyclonedx'], {
  cwd: root,
  encoding: 'utf8',
  maxBuffer: 100e6,
  shell: windows,
})
if (npm.status !== 0) {
  console.error(npm.stderr)
  process.exit(1)
}
const sources = ['main', 'preload', 'renderer', 'desk'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true })
    .filter((name) => /\.(tsx?|css)$/.test(name))
    .map((name) => join(root, folder, name)),
)
const brought = sources.flatMap((path) => packagesIn(path, readFileSync(path, 'utf8')))
const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const bom = shippedPart(
  JSON.parse(npm.stdout),
  new Set([...Object.keys(dependencies), ...brought, 'electron']),
)
writeFileSync(resolve(file), `${JSON.stringify(bom, null, 2)}\n`)
console.log(`${bom.components.length} libraries in ${file}`)
