import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../setup.mjs'

const has = (program) => spawnSync('which', [program]).status === 0

/** Programs that the installer checks need and this machine lacks. */
export const missingForInstaller = () => ['makensis', '7za', 'x86_64-w64-mingw32-gcc'].filter((p) => !has(p))
// Debian keeps it off the path unless the `wine` package is there too.
const wineProgram = ['/usr/bin/wine64', '/usr/lib/wine/wine64'].find((p) => existsSync(p))
export const hasWine = () => wineProgram !== undefined

/** Variables that let electron-builder use Debian's tools instead of downloading its own. */
export const debianTools = (folder) => {
  const nsis = join(folder, 'nsis')
  const resources = join(folder, 'nsis-resources')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(join(nsis, 'linux'), { recursive: true })
  mkdirSync(join(resources, 'plugins/x86-unicode'), { recursive: true })
  symlinkSync('/usr/bin/makensis', join(nsis, 'linux/makensis'))
  for (const part of ['Include', 'Plugins', 'Stubs', 'Contrib'])
    symlinkSync(`/usr/share/nsis/${part}`, join(nsis, part))
  writeFileSync(join(nsis, 'elevate.exe'), '')
  return {
    ELECTRON_BUILDER_7ZIP_PATH: '/usr/bin/7za',
    ELECTRON_BUILDER_NSIS_DIR: nsis,
    ELECTRON_BUILDER_NSIS_RESOURCES_DIR: resources,
  }
}

/**
 * Compiles the shipping script for 64-bit (Debian's wine runs no 32-bit installer) with the same definitions and files as
 * electron-builder uses.
 */
export const buildWineVariant = (setup, version) => {
  const define = {
    APP_ID: 'jp.otasuke.tray',
    PRODUCT_NAME: 'Otasuke Tray',
    PRODUCT_FILENAME: 'Otasuke Tray',
    SHORTCUT_NAME: 'Otasuke Tray',
    UNINSTALL_APP_KEY: 'otasuke-tray-check',
    VERSION: version,
    MUI_ICON: join(root, 'assets/icons/icon.ico'),
  }
  const script = [
    'Unicode true',
    // In a 64-bit installer "is this 64-bit Windows?" has one answer, so a label of the question is never used.
    '!pragma warning disable 6012',
    `OutFile "${setup}"`,
    readFileSync(join(root, 'dist/.installer/values.nsh'), 'utf8').replace('\uFEFF', ''),
    readFileSync(join(root, 'assets/installer/installer.nsi'), 'utf8'),
  ].join('\n')
  const args = [
    '-WX',
    '-INPUTCHARSET',
    'UTF8',
    '-XTarget amd64-unicode',
    ...Object.entries(define).map(([k, v]) => `-D${k}=${v}`),
    '-',
  ]
  return execFileSync('makensis', args, { input: script, encoding: 'utf8' })
}

/** A fresh Wine of its own in `folder`; gives what runs a Windows program there. */
export const startWine = (folder) => {
  const own = { WINEPREFIX: folder, WINEDEBUG: '-all', WINEARCH: 'win64', DISPLAY: '' }
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  return (args, variables = {}) =>
    spawnSync(wineProgram, args, {
      cwd: folder,
      env: { ...process.env, ...own, ...variables },
      encoding: 'utf8',
      timeout: 120_000,
    })
}

/** Runs the installer under Wine in a prefix of its own. Asserts on files and registry: Wine's exit codes say little. */
export const installUnderWine = (setup, folder) => {
  const start = startWine(folder)
  const wine = (...args) => start(args)
  const user = () => join(folder, 'drive_c/users', process.env.USER || 'root')
  const local = () => join(user(), 'AppData/Local/Programs/Otasuke Tray')
  const key = String.raw`HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\otasuke-tray-check`
  const listed = () => wine('reg', 'query', key).stdout?.includes('DisplayVersion') === true
  const shortcut = () =>
    existsSync(join(user(), 'AppData/Roaming/Microsoft/Windows/Start Menu/Programs/Otasuke Tray.lnk'))
  const look = () => ({
    program: existsSync(join(local(), 'Otasuke Tray.exe')),
    archive: existsSync(join(local(), 'resources/app.asar')),
    listed: listed(),
    shortcut: shortcut(),
  })
  const seen = []
  wine(setup, '/S')
  seen.push(look())
  wine(join(local(), 'Otasuke Tray.exe'), '--hidden')
  const records = join(user(), 'AppData/Roaming/Otasuke Tray')
  mkdirSync(records, { recursive: true })
  writeFileSync(join(records, 'otasuke.sqlite'), 'records')
  writeFileSync(join(local(), 'somebody-elses.txt'), 'kept')
  // `_?=` makes the uninstaller work in place, so that this process can wait for it.
  wine(
    join(local(), 'Uninstall.exe'),
    '/S',
    `_?=${String.raw`C:\users`}\\${process.env.USER || 'root'}${String.raw`\AppData\Local\Programs\Otasuke Tray`}`,
  )
  seen.push(look())
  const after = {
    records: existsSync(join(records, 'otasuke.sqlite')),
    foreign: existsSync(join(local(), 'somebody-elses.txt')),
  }
  wine('wineboot', '-k')
  rmSync(folder, { recursive: true, force: true })
  return { installed: seen[0], removed: seen[1], after }
}
