// `npm run package -- --profile FILE`: one provider's own installer. Everything after the known options goes to
// electron-builder (`--win`, `--mac`, `--linux`, `--dir`).
import { existsSync, readFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { installLibraries, must, node24, onNode24, root } from './setup.mjs'

const usage = `npm run package -- [--profile FILE] [--updates URL] [--win] [--mac] [--linux] [--dir]

  --profile FILE  provider profile (YAML) that goes into the app; FILE.sig beside it is its signature
  --updates URL   https address of the provider's update server

Signing by environment: WIN_CSC_LINK + WIN_CSC_KEY_PASSWORD (Windows), CSC_LINK + CSC_KEY_PASSWORD and
APPLE_ID + APPLE_APP_SPECIFIC_PASSWORD + APPLE_TEAM_ID (macOS). Without them the build is unsigned and says so.`

const badUse = (line) => {
  console.error(line)
  process.exit(2)
}
let options
try {
  options = parseArgs({
    options: {
      profile: { type: 'string' },
      updates: { type: 'string' },
      win: { type: 'boolean' },
      mac: { type: 'boolean' },
      linux: { type: 'boolean' },
      dir: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  }).values
} catch (error) {
  badUse(error.message)
}
if (options.help) {
  console.log(usage)
  process.exit(0)
}
installLibraries()
onNode24()

const changes = { win: {}, mac: {}, nsis: {} }
if (options.profile) {
  const file = resolve(options.profile)
  const { readProfile } = await import('../main/setup.ts')
  let profile
  try {
    profile = readProfile(file)
  } catch (error) {
    badUse(error.message)
  }
  const signature = existsSync(`${file}.sig`)
  changes.extraResources = [
    { from: file, to: 'profile.yaml' },
    ...(signature ? [{ from: `${file}.sig`, to: 'profile.yaml.sig' }] : []),
  ]
  // The licensed mark of the papers lies beside the profile, as where it was read.
  if (profile.markImage)
    changes.extraResources.push({ from: profile.markImage, to: basename(profile.markImage) })
  changes.nsis.artifactName = `Otasuke-Tray-${profile.id}-Setup-\${version}.exe`
  changes.artifactName = `Otasuke-Tray-${profile.id}-\${version}-\${os}-\${arch}.\${ext}`
  // Windows shows it in the list of programs, beside the app's own name.
  changes.extraMetadata = { author: { name: profile.operator } }
  if (!signature)
    console.error(
      'The profile is not signed: the app will say so, and takes no later profile without a signature.',
    )
}
if (options.updates) {
  const url = URL.parse(options.updates)
  if (url?.protocol !== 'https:') badUse('--updates: give an https address.')
  changes.publish = { url: url.href }
} else {
  console.error('No --updates address: this build does not look for updates.')
  changes.publish = null
}

must(node24(), [join(root, 'scripts/build.mjs')])
const systems = ['win', 'mac', 'linux'].filter((name) => options[name]).map((name) => `--${name}`)
const { runBuilder } = await import('./package/run-builder.mjs')
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const signed = Boolean(process.env.CSC_LINK || process.env.WIN_CSC_LINK)
if (!signed) Object.assign(changes, { win: { verifyUpdateCodeSignature: false }, mac: { notarize: false } })
// A distribution that lies ready (no network), as electron-builder's `electronDist`.
if (process.env.OTASUKE_ELECTRON_DIST) changes.electronDist = process.env.OTASUKE_ELECTRON_DIST
const { code } = await runBuilder([...systems, ...(options.dir ? ['--dir'] : [])], changes)
if (code !== 0) process.exit(code)
console.log(`Version ${version} lies in dist/.`)
if (!signed)
  console.log('NOT SIGNED: Windows and macOS will warn about it. Set the variables that `--help` names.')
