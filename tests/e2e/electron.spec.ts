import { rmSync } from 'node:fs'
import { resolve } from 'node:path'
import { _electron, type ElectronApplication, expect, test } from '@playwright/test'
// @ts-expect-error a plain script without types
import { electronAbsence, electronPath } from '../../scripts/electron-presence.mjs'
import { encrypt, office } from './app-process.ts'

const root = resolve(import.meta.dirname, '../..')
// Looks only: the specs never start a download.
const absence = (await electronAbsence({
  ...process.env,
  ELECTRON_OVERRIDE_DIST_PATH:
    process.env.ELECTRON_OVERRIDE_DIST_PATH ?? resolve(root, 'node_modules/electron/dist'),
})) as string | null
if (absence !== null) console.log(`skipped: the specs on real Electron (${absence})`)

let app: ElectronApplication | null = null
test.afterEach(async () => {
  await app?.close()
  app = null
})

test('the main job on real Electron: alert on the page, tray, request with a receipt', async () => {
  test.skip(absence !== null, `real Electron cannot run here: ${absence}`)
  const place = office()
  app = await _electron.launch({
    executablePath: electronPath() as string,
    args: [root, `--data-dir=${place.data}`, `--guard=${place.docs}`],
    cwd: root,
  })
  const page = await app.firstWindow()
  await expect(page.getByTestId('practice-banner')).toBeVisible()
  await page.waitForFunction(() => document.querySelector('[data-testid=overall]') !== null)
  const { isolated, node } = await page.evaluate(() => ({
    isolated: 'otasuke' in window,
    node: 'process' in window || 'require' in window,
  }))
  expect([isolated, node]).toEqual([true, false])
  await expect(page.getByTestId('overall')).not.toHaveAttribute('data-level', 'starting')
  await encrypt(place, place.files.slice(0, 10))
  await expect(page.getByTestId('overall')).toHaveAttribute('data-level', 'urgent', { timeout: 5000 })
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
  await expect.poll(() => app?.windows().length).toBe(0)
  expect(app.process().exitCode).toBeNull()
  rmSync(place.top, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
})
