import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import packageJson from '../../../package.json' with { type: 'json' }

const root = join(import.meta.dirname, '../../..')
const proofs = [
  ...readFileSync(join(root, 'docs/security.md'), 'utf8').matchAll(
    /`([\w./-]+\.(?:ts|mjs))` › ([^|\n]+) \|/g,
  ),
].map(([, file = '', name = '']) => ({ file, name }))

test('every item of the list has a proof', () => {
  expect(proofs.length).toBeGreaterThanOrEqual(28)
})
test.each(proofs)('$file proves: $name', ({ file, name }) => {
  expect(existsSync(join(root, file))).toBe(true)
  expect(readFileSync(join(root, file), 'utf8')).toContain(name)
})
test('Electron is pinned exactly', () => {
  expect(packageJson.devDependencies.electron).toMatch(/^\d+\.\d+\.\d+$/)
})
