import { execFile, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

// Only here may the app choose by itself whom to stop: it sees no process but its own.
const alone = ['-pf', '--mount-proc']
const canBeAlone = spawnSync('unshare', [...alone, 'true']).status === 0

test.skipIf(!canBeAlone)(
  'the app stops a real encryptor, asks, and lets it go on (needs a process name space)',
  // Who writes is found by timing; on a machine that is busy with other tests a run may find it late.
  { retry: 3, timeout: 40_000 },
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'guard-core-'))
    mkdirSync(join(folder, 'docs'))
    try {
      const host = join(import.meta.dirname, '../fakes/guard/core-host.ts')
      const node = [process.execPath, '--disable-warning=ExperimentalWarning', host, folder]
      const { stdout } = await promisify(execFile)('unshare', [...alone, ...node], { timeout: 25_000 })
      const result = JSON.parse(stdout)
      expect(result.paused).toMatchObject({ program: 'node', pids: [result.pid], state: 'T' })
      expect(result.paused.probe).not.toBe('T')
      expect(result.paused.lost).toBeLessThan(60)
      expect(result.unsure).toEqual({ answer: 'unsure', state: 'T' })
      expect(result.resumed.answer).toBe('resumed')
      expect(result.resumed.state).not.toBe('T')
      expect(result.canaries[0]).toBeGreaterThan(0)
      expect(result.canaries[1]).toBe(0)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
)
