// `npm run package:check`: packs with a stand-in for Electron and looks at what would ship. Needs no network.

import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { installLibraries, must, node24, onNode24, root } from './setup.mjs'

installLibraries()
onNode24()
must(node24(), [join(root, 'scripts/build.mjs')])

const { getCurrentFuseWire } = await import('@electron/fuses')
const { parse } = await import('yaml')
const { checkContents } = await import('./package/contents.mjs')
const { makeDeb } = await import('./package/deb-run.mjs')
const { buildWineVariant, debianTools, hasWine, installUnderWine, missingForInstaller } = await import(
  './package/nsis-run.mjs'
)
const { runPackedApp } = await import('./package/packed-run.mjs')
const { packForProvider } = await import('./package/provider-run.mjs')
const { runBuilder } = await import('./package/run-builder.mjs')
const { endsRunningCopy } = await import('./package/taskkill-run.mjs')
const { linuxStandIn, macStandIn, windowsStandIn } = await import('./package/stand-in.mjs')
const { docx } = await import('../tests/fakes/guard/documents.ts')

const require = createRequire(import.meta.url)
const { version: electronVersion } = require('electron/package.json')
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const dist = (...parts) => join(root, 'dist', ...parts)
let failed = 0
const check = (name, faults, note = '') => {
  const bad = [faults].flat().filter(Boolean)
  failed += bad.length > 0 ? 1 : 0
  console.log(`${bad.length > 0 ? 'FAIL' : 'ok  '} ${name}${note && ` (${note})`}`)
  for (const fault of bad) console.log(`     ${fault}`)
}
const skip = (name, why) => console.log(`skip ${name}: ${why}`)
const offline = { ELECTRON_OVERRIDE_DIST_PATH: '/nonexistent' }
const megabytes = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`
const limit = 25e6

const config = parse(readFileSync(join(root, 'electron-builder.yml'), 'utf8'))
const { validateConfiguration } = require('app-builder-lib/out/util/config/config.js')
const { DebugLogger } = require('builder-util')
await validateConfiguration(config, new DebugLogger(false)).then(
  () => check('settings of every target fit the schema', []),
  (error) => check('settings of every target fit the schema', error.message),
)

const fuses = Object.entries(config.electronFuses)
const pack = async (name, target, standIn, resources, program) => {
  const { code, output } = await runBuilder(
    [target, 'dir'],
    { electronDist: standIn },
    {
      env: offline,
      quiet: true,
    },
  )
  if (code !== 0) return check(`${name}: packed`, output.slice(-2000))
  const { faults, files, bytes } = checkContents(resources, name)
  check(`${name}: archive holds what it should and nothing else`, faults, `${files} files`)
  check(
    `${name}: installed size without Electron`,
    bytes > limit && `${megabytes(bytes)} > ${megabytes(limit)}`,
    megabytes(bytes),
  )
  const wire = await getCurrentFuseWire(program)
  // '0' and '1' as characters; the order is that of the fuses in the settings.
  const states = fuses.map(([fuse, on], i) => (wire[i] === (on ? 49 : 48) ? null : `${fuse} is ${wire[i]}`))
  check(`${name}: fuses`, states, `${fuses.length} set`)
}
check(
  'a provider’s package: name, colour, phone, desk address, mark, updates',
  await packForProvider(
    linuxStandIn(dist('.stand-in/linux'), electronVersion),
    dist('linux-unpacked/resources'),
  ),
)
await pack(
  'linux',
  '--linux',
  linuxStandIn(dist('.stand-in/linux'), electronVersion),
  dist('linux-unpacked/resources'),
  dist('linux-unpacked/otasuke-tray'),
)
const started = await runPackedApp(dist('linux-unpacked/resources/app.asar'), (i) => docx(20_000, i)).catch(
  (error) => error,
)
if (started instanceof Error) check('packed app: one alert', started.message)
else {
  const { alert, delay, paper } = started
  check(
    'packed app: one alert',
    alert.severity !== 'urgent' && JSON.stringify(alert),
    `${alert.kind}, ${delay} ms after the attack began`,
  )
  check(
    'packed app: draws a paper with its own fonts',
    !paper.subarray(0, 5).equals(Buffer.from('%PDF-')) && 'no PDF came',
    `${paper.length} bytes`,
  )
}

check(
  'linux: the .deb names who keeps it and what it needs',
  await makeDeb(linuxStandIn(dist('.stand-in/linux'), electronVersion), dist('.tools/deb'), offline),
)

const mac = dist('mac/Otasuke Tray.app')
await pack(
  'macos',
  '--mac',
  macStandIn(dist('.stand-in/mac'), electronVersion),
  join(mac, 'Contents/Resources'),
  mac,
)

const missing = missingForInstaller()
if (missing.length > 0) skip('windows', `needs ${missing.join(', ')}`)
else {
  const windows = windowsStandIn(dist('.stand-in/windows'), electronVersion)
  await pack(
    'windows',
    '--win',
    windows,
    dist('win-unpacked/resources'),
    dist('win-unpacked/Otasuke Tray.exe'),
  )
  const { code, output } = await runBuilder(
    ['--win', 'nsis'],
    { electronDist: windows },
    {
      env: { ...offline, ...debianTools(dist('.tools')) },
      quiet: true,
    },
  )
  const setup = dist(`Otasuke-Tray-Setup-${version}.exe`)
  check(
    'windows: the shipping script compiles to a Setup',
    code !== 0 || !existsSync(setup) ? output.slice(-3000) : [],
  )
  if (!hasWine()) skip('windows: install and uninstall', 'needs wine64')
  else {
    const test = dist('.tools/setup-test.exe')
    buildWineVariant(test, version)
    const { installed, removed, after } = installUnderWine(test, dist('.tools/wine'))
    const not = (found, wanted) =>
      Object.entries(found).map(([k, v]) => v !== (wanted[k] ?? wanted) && `${k} is ${v}`)
    const ends = endsRunningCopy(test, dist('.tools/wine'))
    check('windows: ends a running copy', not(ends, { 0: 'asked, ended', 1: 'asked, ended', 128: 'asked' }))
    check('windows: silent install', not(installed, true))
    check('windows: silent uninstall', not(removed, false))
    check('windows: records and foreign files are kept', not(after, true))
  }
}
console.log(failed === 0 ? 'package:check passed' : `package:check: ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)
