import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { askRunning, claimFolder } from '../../main/hosts/headless/single-instance.ts'

const folder = () => mkdtempSync(join(tmpdir(), 'otasuke-single-'))

test('a second start gets a fresh link from the first; after its end nobody answers', async () => {
  const dir = folder()
  let asked = 0
  const instance = await claimFolder(dir, () => `link-${++asked}`)
  expect(await askRunning(dir)).toBe('link-1')
  expect(await askRunning(dir)).toBe('link-2')
  expect(statSync(join(dir, 'running.json')).mode & 0o077).toBe(0)
  await instance.release()
  expect(await askRunning(dir)).toBeNull()
})

test('a wrong key gets nothing; a killed copy and a damaged file do not block the next start', async () => {
  const dir = folder()
  const instance = await claimFolder(dir, () => 'secret')
  const door = JSON.parse(readFileSync(join(dir, 'running.json'), 'utf8')) as { port: number }
  writeFileSync(join(dir, 'running.json'), JSON.stringify({ ...door, key: 'wrong' }))
  expect(await askRunning(dir)).toBeNull()
  await instance.release()
  writeFileSync(join(dir, 'running.json'), JSON.stringify({ pid: 1, port: door.port, key: 'k' }))
  expect(await askRunning(dir)).toBeNull()
  writeFileSync(join(dir, 'running.json'), '{')
  expect(await askRunning(dir)).toBeNull()
})
