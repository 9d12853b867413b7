import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../setup.mjs'
import { installerValues } from './installer-values.mjs'

/** Runs when electron-builder has laid out the app, before any installer is made: lists its files for the installer. */
export default async ({ appOutDir, electronPlatformName, packager }) => {
  if (electronPlatformName !== 'win32') return
  const folder = join(root, 'dist/.installer')
  mkdirSync(folder, { recursive: true })
  writeFileSync(
    join(folder, 'values.nsh'),
    installerValues(appOutDir, packager.appInfo.companyName ?? packager.appInfo.productName),
  )
}
