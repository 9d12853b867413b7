import { expect, it } from 'vitest'
import { systemLanguage } from '../../../main/ports/system-language.ts'

it.each([
  ['linux', { LANG: 'ja_JP.UTF-8' }, 'en-US', 'ja'],
  ['linux', { LANG: 'ja_JP.UTF-8', LC_ALL: 'en_GB.UTF-8' }, 'ja-JP', 'en'],
  ['linux', { LANG: 'C.UTF-8' }, 'en-US', 'ja'],
  ['linux', {}, 'en-US', 'ja'],
  ['win32', { LANG: 'ja_JP' }, 'en-US', 'en'],
  ['darwin', {}, 'ja-JP', 'ja'],
] as const)('on %s with %j and Intl %s: %s', (platform, env, intl, language) => {
  expect(systemLanguage(platform, env, intl)).toBe(language)
})
