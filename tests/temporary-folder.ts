import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * Set-up of a whole test run (Vitest and Playwright): everything temporary lies in one folder, which is removed at the end.
 * Tests end servers as a power cut would, so they cannot all tidy up after themselves.
 */
export default (): (() => void) => {
  const folder = mkdtempSync(join(tmpdir(), 'otasuke-run-'))
  // Some tests run their programs as another user (PostgreSQL, an app without rights).
  chmodSync(folder, 0o1777)
  for (const name of ['TMPDIR', 'TEMP', 'TMP']) process.env[name] = folder
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
}
