import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import type { Change } from '../../main/contract/state.ts'
import { type Core, createCore } from '../../main/core.ts'
import { nodePorts } from '../../main/setup.ts'
import { scripted } from '../fakes/checks/world.ts'

const folder = mkdtempSync(join(tmpdir(), 'otasuke-health-'))
let core: Core | null = null
afterEach(async () => {
  await core?.stop()
  rmSync(folder, { recursive: true, force: true })
})

const coreOn = (platform: string) => {
  const notifier = { show: async () => ({ shown: true, problem: null }), close: () => {} }
  const paths = { data: folder, home: folder, documents: [] }
  // No program is installed on this PC: all that needs one could not tell.
  return createCore(
    { ...nodePorts(paths, notifier), run: scripted({}) },
    {
      host: { kind: 'headless', platform, version: '0', computer: 'PC' },
      profile: null,
      deskUrl: null,
      startPracticeDesk: null,
      sources: [],
      detectors: [],
      showPage: () => {},
    },
  )
}

test('今すぐ点検 in the running app: progress, results, and results kept for the next start', async () => {
  core = coreOn('linux')
  const changes: Change[] = []
  core.onPush((_, data) => void ('type' in data && changes.push(data)))
  await core.start()
  await core.handlers['check.run'](null)
  const { checks, checking } = core.snapshot()
  expect(checking).toBeNull()
  expect(checks.find((c) => c.id === 'disk-encryption')).toMatchObject({
    answer: 'unknown',
    reason: { code: 'tool-missing', params: { tool: 'lsblk' } },
  })
  expect(checks.find((c) => c.id === 'disk-space')?.answer).toMatch(/good|mend/)
  const progress = changes.flatMap((c) => (c.type === 'checking' && c.checking ? [c.checking.done] : []))
  expect(progress).toEqual(progress.toSorted((a, b) => a - b))
  expect(progress.length).toBeGreaterThan(20)
  await core.stop()
  expect(JSON.parse(readFileSync(join(folder, 'checks.json'), 'utf8'))).toMatchObject({ schema: 1 })
  core = coreOn('linux')
  await core.start()
  expect(core.snapshot().checks.map((c) => c.id)).toEqual(checks.map((c) => c.id))
})

test('a system without checks says so', async () => {
  core = coreOn('freebsd')
  await core.start()
  await expect((async () => core!.handlers['check.run'](null))()).rejects.toMatchObject({
    code: 'not-possible-here',
  })
})
