import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { NotAFile, readRegularFile, readRegularText } from '../../../main/ports/regular-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'regular-'))
const at = (name: string) => join(folder, name)
const problem = (path: string) => {
  try {
    readRegularFile(path, 1000)
    return null
  } catch (error) {
    return error instanceof NotAFile ? error.kind : (error as NodeJS.ErrnoException).code
  }
}

test('a file, also through a link, to its very limit', () => {
  writeFileSync(at('a'), '経理')
  writeFileSync(at('empty'), '')
  writeFileSync(at('full'), 'x'.repeat(1000))
  writeFileSync(at('over'), 'x'.repeat(1001))
  expect(readRegularText(at('a'))).toBe('経理')
  expect(readRegularText(at('empty'))).toBe('')
  expect(readRegularFile(at('full'), 1000)).toHaveLength(1000)
  expect([problem(at('over')), problem(at('gone'))]).toEqual(['EFBIG', 'ENOENT'])
})

test.each([1, 65_535, 65_536, 65_537, 300_000])(
  'a file of %i bytes stays as it was read, whatever is read next',
  (size) => {
    const bytes = randomBytes(size)
    writeFileSync(at('sized'), bytes)
    const read = readRegularFile(at('sized'))
    readRegularFile(at('a'))
    expect(read.equals(bytes)).toBe(true)
  },
)

describe.skipIf(process.platform === 'win32')('what has no contents never makes the reader wait', () => {
  test('pipe, folder, device, loop, also through a link', () => {
    execFileSync('mkfifo', [at('pipe')])
    mkdirSync(at('folder'))
    symlinkSync(at('pipe'), at('to-pipe'))
    symlinkSync('/dev/zero', at('device'))
    symlinkSync(at('loop'), at('loop'))
    expect(['pipe', 'to-pipe', 'folder', 'device', 'loop'].map((n) => problem(at(n)))).toEqual([
      'pipe',
      'pipe',
      'folder',
      'device',
      'ELOOP',
    ])
  })
  test('socket', async () => {
    const server = createServer().listen(at('socket'))
    await new Promise((r) => server.once('listening', r))
    expect(problem(at('socket'))).toBe('socket')
    server.close()
  })
  test.skipIf(process.platform !== 'linux')('files of /proc, whose size is told as 0', () => {
    expect(readRegularText('/proc/self/status')).toMatch(/^Name:/)
    expect(problem('/proc/kallsyms')).toBe('EFBIG')
  })
})
