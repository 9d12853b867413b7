import { execFile, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { canMountPrivately } from '../fakes/private-mounts.ts'

// A mount and process name space of its own: nobody else meets the dead mounts, and they end with it.
const alone = ['-mpf', '--mount-proc', '--kill-child']
const tryMount = 'd=$(mktemp -d) && mkdir $d/a $d/b && bindfs $d/a $d/b'
const canHang = canMountPrivately() && spawnSync('unshare', [...alone, 'sh', '-c', tryMount]).status === 0

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'guard-dead-share-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test.skipIf(!canHang).each(['start', 'later'])(
  'a share whose server does not answer (%s) does not keep the guard from the local disk (needs bindfs)',
  { timeout: 90_000 },
  async (when) => {
    const host = join(import.meta.dirname, '../fakes/guard/dead-share-host.ts')
    const node = [process.execPath, '--disable-warning=ExperimentalWarning', host, folder, when]
    const { stdout } = await promisify(execFile)('unshare', [...alone, ...node], { timeout: 80_000 })
    const { whileDead, there, longestHold } = JSON.parse(stdout)
    expect(whileDead.state).toBe('partly')
    expect(whileDead.reason.code).toMatch(/^guard-folder-(closed|missing)$/)
    const names = (there as string[]).map((path) => path.slice(folder.length))
    expect(names).toEqual(['/docs', '/share', '/share/never seen', '/data'])
    // Stopped servers answer never, so any wait on the thread itself would last for the whole test.
    expect(longestHold).toBeLessThan(5_000)
  },
)
