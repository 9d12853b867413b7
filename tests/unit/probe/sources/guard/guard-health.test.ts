import { expect, test } from 'vitest'
import { createText } from '../../../../../main/contract/text.ts'
import { type GuardFolder, guardHealth } from '../../../../../main/probe/sources/guard/guard-health.ts'

const folder = (
  name: string,
  more: Partial<NonNullable<GuardFolder['state']>> = {},
  isShare = false,
): GuardFolder => ({
  folder: `/home/aya/${name}`,
  isShare,
  state: {
    root: `/home/aya/${name}`,
    files: 10,
    watched: 3,
    refused: 0,
    unreadable: 0,
    unreadableFiles: 0,
    trouble: null,
    ...more,
  },
})
const missing = (name: string): GuardFolder => ({ folder: `/home/aya/${name}`, state: null, isShare: false })

test.each([
  ['nothing to guard', [], 'cannot', 'guard-no-folder'],
  ['all there', [folder('書類')], 'watching', undefined],
  ['the only folder missing', [missing('書類')], 'cannot', 'guard-folder-missing'],
  ['one of two missing', [folder('書類'), missing('USB')], 'partly', 'guard-folder-missing'],
  [
    'a folder that has gone since',
    [folder('書類'), folder('USB', { trouble: 'missing' })],
    'partly',
    'guard-folder-missing',
  ],
  ['the only folder closed', [folder('書類', { trouble: 'closed' })], 'cannot', 'guard-folder-closed'],
  ['no watches left', [folder('書類', { refused: 12, watched: 88 })], 'partly', 'guard-watch-limit'],
  ['closed directories', [folder('書類', { unreadable: 2 })], 'partly', 'guard-unreadable'],
  ['closed files', [folder('書類', { unreadableFiles: 3 })], 'partly', 'guard-unreadable-files'],
  ['a share', [folder('共有', {}, true)], 'partly', 'guard-share'],
] as const)('%s', (_, folders, state, code) => {
  const health = guardHealth(folders as unknown as GuardFolder[])
  expect(health.state).toBe(state)
  expect(health.reason?.code).toBe(code)
  if (!health.reason) return
  for (const language of ['ja', 'en'] as const) {
    const words = createText(language).first([`reason.${health.reason.code}`], health.reason.params)
    expect(words).not.toBeNull()
    expect(words).not.toMatch(/不明|unknown|[{}]/)
  }
})
