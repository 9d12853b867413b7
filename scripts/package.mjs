// `npm run package -- --profile FILE`: one provider's own installer. Everything after the known options goes to
// electron-builder (`--win`, `--mac`, `--linux`, `--dir`).
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
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

const { providerSettings } = await import('./package/provider-settings.mjs')
const { signing } = await import('./package/signing.mjs')
const systems = ['win', 'mac', 'linux'].filter((name) => options[name])
const own = { win32: 'win', darwin: 'mac', linux: 'linux' }[process.platform]
const { settings, unsigned, empty } = signing(process.env, systems.length > 0 ? systems : [own])
for (const name of empty) delete process.env[name]

let changes = settings
if (options.profile) {
  const file = resolve(options.profile)
  const { readProfile } = await import('../main/setup.ts')
  let profile
  try {
    profile = readProfile(file)
  } catch (error) {
    badUse(error.message)
  }
  const provider = providerSettings(file, profile)
  changes = { ...changes, ...provider.settings }
  if (!provider.signed)
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
const { runBuilder } = await import('./package/run-builder.mjs')
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
// A distribution that lies ready (no network), as electron-builder's `electronDist`.
if (process.env.OTASUKE_ELECTRON_DIST) changes.electronDist = process.env.OTASUKE_ELECTRON_DIST
const { code } = await runBuilder(
  [...systems.map((name) => `--${name}`), ...(options.dir ? ['--dir'] : [])],
  changes,
)
if (code !== 0) process.exit(code)
console.log(`Version ${version} lies in dist/.`)
if (unsigned.length > 0)
  console.log(
    `NOT SIGNED (${unsigned.join(', ')}): Windows and macOS will warn about it. Set the variables that \`--help\` names.`,
  )
