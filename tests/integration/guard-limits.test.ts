import { execFile, spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createFileTable } from '../../main/probe/sources/guard/file-table.ts'
import { createGuardSource } from '../../main/probe/sources/guard/guard-source.ts'
import { localAccess } from '../../main/probe/sources/guard/local-access.ts'
import { shareAccess } from '../../main/probe/sources/guard/share-access.ts'
import { isShareFolder } from '../../main/probe/sources/guard/share-detection.ts'
import { type ScanParts, scanDirectory, scanTree } from '../../main/probe/sources/guard/tree-scan.ts'
import { createRecordingContext, until } from '../fakes/guard/context.ts'

let top: string
let docs: string
beforeEach(() => {
  top = mkdtempSync(join(tmpdir(), 'guard-limits-'))
  docs = join(top, 'docs')
  mkdirSync(docs)
  mkdirSync(join(top, 'data'))
})
afterEach(() => rmSync(top, { recursive: true, force: true }))

// A user name space has an inotify limit of its own, so nobody else on the machine is touched.
const limited = 'echo 20 > /proc/sys/user/max_inotify_watches && exec "$@"'
const canLimit = spawnSync('unshare', ['-Ur', 'sh', '-c', limited, 'sh', 'true']).status === 0

test.skipIf(!canLimit)('with too few inotify watches it says how many folders are seen late', async () => {
  for (let i = 0; i < 50; i++) mkdirSync(join(docs, `d${i}`))
  writeFileSync(join(docs, 'a.txt'), 'text')
  const host = join(import.meta.dirname, '../bench/guard/cost-host.ts')
  const node = [process.execPath, '--disable-warning=ExperimentalWarning', host, docs, join(top, 'data'), '0']
  const { stdout } = await promisify(execFile)('unshare', ['-Ur', 'sh', '-c', limited, 'sh', ...node])
  const { health } = JSON.parse(stdout)
  expect(health).toMatchObject({ state: 'partly', reason: { code: 'guard-watch-limit' } })
  expect(health.reason.params.watched + health.reason.params.rest).toBe(51)
  expect(health.reason.params.watched).toBeGreaterThan(10)
})

test.skipIf(process.getuid?.() === 0)('a closed directory is said, the rest is watched', async () => {
  mkdirSync(join(docs, 'closed'), { mode: 0 })
  const recording = createRecordingContext(join(top, 'data'))
  const source = createGuardSource({ folders: [docs] })
  await source.start(recording.context)
  await until('health', () => recording.health.length > 0)
  expect(recording.health.at(-1)).toEqual({
    state: 'partly',
    reason: { code: 'guard-unreadable', params: { count: 1 } },
  })
  await source.stop()
  chmodSync(join(docs, 'closed'), 0o700)
})

test.each([
  ['local', localAccess],
  ['share', shareAccess],
] as const)('the rescan finds on a %s disk what no event has told', async (_, access) => {
  const table = createFileTable()
  const different: string[] = []
  const parts: ScanParts = {
    access,
    table,
    onDirectory: () => {},
    onUnreadable: () => {},
    onRead: () => {},
    onDifference: (path) => void different.push(path),
    monotonic: () => performance.now(),
    stopped: () => false,
  }
  mkdirSync(join(docs, 'a/b'), { recursive: true })
  mkdirSync(join(docs, 'node_modules'))
  for (const f of ['1.txt', 'a/2.txt', 'a/b/3.txt', 'a/b/4.txt', 'node_modules/x.js'])
    writeFileSync(join(docs, f), f)
  expect((await scanTree(parts, docs, true)).size).toBe(3)
  expect(table.size()).toBe(4)
  expect(different).toEqual([])
  writeFileSync(join(docs, 'a/b/3.txt'), 'changed, and longer')
  rmSync(join(docs, 'a/b/4.txt'))
  writeFileSync(join(docs, 'a/b/5.txt'), 'new')
  await scanDirectory(parts, join(docs, 'a/b'), false)
  expect(different.map((p) => p.slice(-5)).sort()).toEqual(['3.txt', '4.txt', '5.txt'])
  expect(await scanDirectory(parts, join(docs, 'none'), false)).toBeNull()
})

test.each([
  ['local', localAccess],
  ['share', shareAccess],
] as const)('%s: pipes, links and vanished files are no documents', async (_, access) => {
  expect(spawnSync('mkfifo', [join(docs, 'pipe')]).status).toBe(0)
  expect(spawnSync('ln', ['-s', '/etc/passwd', join(docs, 'link')]).status).toBe(0)
  for (const name of ['pipe', 'link']) {
    expect(await access.stat(join(docs, name))).toMatchObject({ type: name === 'pipe' ? 'other' : 'link' })
    expect(await access.sample(join(docs, name))).toBe('unreadable')
  }
  expect(await access.sample(join(docs, 'none'))).toBe('gone')
  expect(await access.list(join(docs, 'none'))).toBe('gone')
  writeFileSync(join(docs, 'small'), 'abc')
  expect(await access.sample(join(docs, 'small'))).toMatchObject({ size: 3, head: Buffer.from('abc') })
  expect(await access.whole(join(docs, 'small'))).toEqual(Buffer.from('abc'))
})

test('shares are told from local disks', async () => {
  expect(await isShareFolder(docs, 'linux')).toBe(false)
  expect(await isShareFolder('\\\\server\\share', 'win32')).toBe(true)
  expect(await isShareFolder('C:\\Users\\aya\\Documents', 'win32')).toBe(false)
  expect(await isShareFolder('/Volumes/NAS', 'darwin')).toBe(true)
  expect(await isShareFolder(join(docs, 'none'), 'linux')).toBe(false)
})
