import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { allChanges, changesOf } from '../../../main/contract/changes.ts'
import packageJson from '../../../package.json' with { type: 'json' }

test('versions come newest first, each with its own words in order', () => {
  const keys = [
    'changes.title',
    'changes.versions.0_9_0.b',
    'changes.versions.0_10_0.c',
    'changes.versions.0_9_0.a',
    'changes.versions.1_0_0.d',
  ]
  expect(changesOf(keys)).toEqual([
    { version: '1.0.0', name: '1_0_0', items: ['d'] },
    { version: '0.10.0', name: '0_10_0', items: ['c'] },
    { version: '0.9.0', name: '0_9_0', items: ['b', 'a'] },
  ])
})
test('this version tells what changed, in the app and in the change log', () => {
  expect(allChanges[0]?.version).toBe(packageJson.version)
  expect(allChanges[0]?.items.length).toBeGreaterThan(0)
  expect(readFileSync(join(import.meta.dirname, '../../../CHANGELOG.md'), 'utf8')).toContain(
    `## ${packageJson.version}`,
  )
})
