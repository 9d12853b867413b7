import { mkdirSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { writeJsonFile } from '../../../main/ports/json-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'json-file-'))

test('replaces the whole file and leaves nothing beside it; only its user may read it', () => {
  const file = join(folder, 'a.json')
  writeFileSync(file, '{"half":', { mode: 0o644 })
  writeJsonFile(file, { whole: [1, 'あ'] })
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ whole: [1, 'あ'] })
  writeJsonFile(file, null, { flush: false })
  expect(readFileSync(file, 'utf8')).toBe('null')
  expect(readdirSync(folder)).toEqual(['a.json'])
  if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600)
})

test('where it cannot be written the old value stays, and that is said', () => {
  const file = join(folder, 'b.json')
  writeJsonFile(file, 1)
  mkdirSync(`${file}.new`)
  expect(() => writeJsonFile(file, 2)).toThrow()
  expect(readFileSync(file, 'utf8')).toBe('1')
})
