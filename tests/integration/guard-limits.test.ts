import { execFile, spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { isOnlineOnly } from '../../main/probe/sources/guard/file-access.ts'
import { createFileTable } from '../../main/probe/sources/guard/file-table.ts'
import { createGuardSource } from '../../main/probe/sources/guard/guard-source.ts'
import { createLocalAccess } from '../../main/probe/sources/guard/local-access.ts'
import { createPatience, createShareAccess } from '../../main/probe/sources/guard/share-access.ts'
import {
  isShareFolder,
  parseMounts,
  readMounts,
  sharesWithin,
} from '../../main/probe/sources/guard/share-detection.ts'
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

test.skipIf(!canLimit)(
  'with too few inotify watches it says how many folders are seen late, looks at those each minute, and tries again',
  async () => {
    const host = join(import.meta.dirname, '../fakes/guard/watch-limit-host.ts')
    const node = [process.execPath, '--disable-warning=ExperimentalWarning', host, join(top, 'limited')]
    mkdirSync(join(top, 'limited'))
    const { stdout } = await promisify(execFile)('unshare', ['-Ur', ...node], { timeout: 40_000 })
    const { limited, destroyed } = JSON.parse(stdout)
    expect(limited).toMatchObject({ state: 'partly', reason: { code: 'guard-watch-limit' } })
    expect(limited.reason.params.watched + limited.reason.params.rest).toBe(51)
    expect(limited.reason.params.watched).toBeGreaterThan(10)
    expect(destroyed).toBe(50)
  },
  60_000,
)

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
  ['local', createLocalAccess(process.platform)],
  ['share', createShareAccess()],
] as const)('the rescan finds on a %s disk what no event has told', async (_, access) => {
  const table = createFileTable()
  const different: string[] = []
  const parts: ScanParts = {
    access,
    table,
    onDirectory: () => {},
    isElsewhere: () => false,
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
  ['local', createLocalAccess(process.platform)],
  ['share', createShareAccess()],
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
  const mounts = await readMounts('linux')
  expect(isShareFolder(docs, 'linux', mounts)).toBe(false)
  expect(isShareFolder(join(docs, 'none'), 'linux', [])).toBe(false)
  expect(isShareFolder('\\\\server\\share', 'win32', [])).toBe(true)
  expect(isShareFolder('C:\\Users\\aya\\Documents', 'win32', [])).toBe(false)
  expect(isShareFolder('/Volumes/NAS', 'darwin', [])).toBe(true)
})

test('the table of mounts tells shares, also within a folder, without touching them', () => {
  // Lines as Linux 6.1 writes them: optional fields before the "-" vary, blanks in paths are octal.
  const mounts = parseMounts(
    [
      '22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw',
      '90 22 0:50 / /home/aya/Documents/共有\\040NAS rw,relatime - cifs //nas/share rw',
      '91 22 0:51 / /mnt/old rw shared:9 master:2 - nfs4 nas:/old rw',
      '92 91 8:2 / /mnt/old/disk rw - ext4 /dev/sdb1 rw',
      '93 22 8:3 / /media/aya/USB rw - fuseblk /dev/sdc1 rw',
      '94 22 0:52 / /run/user/1000/gvfs rw - fuse.gvfsd-fuse gvfsd-fuse rw',
      'nonsense',
      '',
    ].join('\n'),
  )
  const isShare = (path: string) => isShareFolder(path, 'linux', mounts)
  expect(mounts.map((m) => m.isRemote)).toEqual([false, true, true, false, false, true])
  expect(isShare('/home/aya/Documents')).toBe(false)
  expect(isShare('/home/aya/Documents/共有 NAS/x')).toBe(true)
  expect(['/mnt/old/a', '/mnt/old/disk/a', '/mnt/older', '/media/aya/USB'].map(isShare)).toEqual([
    true,
    false,
    false,
    false,
  ])
  expect(sharesWithin('/home/aya/Documents', mounts)).toEqual(['/home/aya/Documents/共有 NAS'])
  expect(sharesWithin('/home/aya/Pictures', mounts)).toEqual([])
})

test('a server that does not answer holds one call only, and counts again when it answers', async () => {
  const inTime = createPatience(50)
  let answer: (value: number) => void = () => {}
  const hanging = new Promise<number>((resolve) => {
    answer = resolve
  })
  let begun = 0
  const ask = () => {
    begun++
    return hanging
  }
  expect(await inTime(ask)).toBe('unreadable')
  expect(await inTime(ask)).toBe('unreadable')
  expect(begun).toBe(1)
  answer(7)
  await hanging
  expect(await inTime(ask)).toBe(7)
  expect(await inTime(() => Promise.reject(Object.assign(new Error(), { code: 'ENOENT' })))).toBe('gone')
})

test.skipIf(process.platform !== 'linux')(
  'on a Linux disk no file is taken for one in the cloud',
  async () => {
    const hole = join(docs, 'hole.pdf')
    writeFileSync(hole, '')
    truncateSync(hole, 50_000)
    const s = await createLocalAccess('linux').stat(hole)
    expect(typeof s !== 'string' && isOnlineOnly(s)).toBe(false)
    const mac = await createLocalAccess('darwin').stat(hole)
    expect(typeof mac !== 'string' && isOnlineOnly(mac)).toBe(true)
  },
)
