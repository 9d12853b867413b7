import { describe, expect, test } from 'vitest'
import { cardOf } from '../../../../main/contract/card.ts'
import { isSettingsLink } from '../../../../main/contract/check.ts'
import { createText } from '../../../../main/contract/text.ts'
import type { Platform } from '../../../../main/probe/checks/check.ts'
import { runCheck, stepKeys } from '../../../../main/probe/checks/judge-check.ts'
import { checksOf } from '../../../../main/probe/checks/registry.ts'
import { brokenWorld, madeUpWorld, notFound, now, type Tools } from '../../../fakes/checks/world.ts'

const platforms: readonly Platform[] = ['win32', 'darwin', 'linux']
const table = platforms.flatMap((platform) =>
  checksOf(platform).map((check) => [platform, check.id, check] as const),
)
const moment = { now, previous: null }

test.each(table)('%s %s: what cannot be asked is "could not tell"', async (platform, _, check) => {
  const result = await runCheck(check, platform, brokenWorld(platform), moment)
  expect(result).toMatchObject({ answer: 'unknown', reason: { code: 'tool-failed' }, steps: [] })
})

/** Checks that look at files or at the app itself and start no program on Windows. */
const withoutPowerShell = [
  'app-watchers',
  'app-autostart',
  'app-version',
  'disk-space',
  'ssh-key-passphrase',
  'ssh-key-strength',
]
const windowsTable = checksOf('win32').filter((c) => !withoutPowerShell.includes(c.id))
const failures: Record<string, Tools> = {
  'not there': { 'powershell.exe': notFound },
  'too slow': { 'powershell.exe': { code: null, problem: 'timeout' } },
  'ends with an error': { 'powershell.exe': { code: 1, stdout: '{"schema":1,"blocks":{}}' } },
  'prints no JSON': { 'powershell.exe': 'プログラム "powershell" が見つかりません。' },
  'prints cut JSON': { 'powershell.exe': '{"schema":1,"blocks":{"os":{"value":{"build":26' },
  'prints other JSON': { 'powershell.exe': '[]' },
  'has none of the parts': { 'powershell.exe': '{"schema":1,"blocks":{}}' },
}
describe.each(Object.entries(failures))('PowerShell %s', (_, tools) => {
  test.each(windowsTable.map((c) => [c.id, c] as const))('%s could not tell', async (_id, check) => {
    const result = await runCheck(check, 'win32', madeUpWorld('win32', { tools }), moment)
    expect(result?.answer).toBe('unknown')
  })
})

test('a block that failed says why in words that people know', async () => {
  const reasons: Record<string, string> = {
    'UnauthorizedAccess,Microsoft.PowerShell.Commands.GetWinEventCommand PermissionDenied 0x80131500':
      'needs-admin',
    'HRESULT 0x80041003,Get-CimInstance PermissionDenied 0x80131500': 'needs-admin',
    'CommandNotFoundException ObjectNotFound 0x80131501': 'part-missing',
    'HRESULT 0x8004100e,Get-CimInstance ObjectNotFound 0x80131500': 'part-missing',
    'CannotCreateTypeConstrainedLanguage,Microsoft.PowerShell.Commands.NewObjectCommand PermissionDenied 0x80131501':
      'restricted',
    'MethodInvocationNotSupportedInConstrainedLanguage InvalidOperation 0x80131501': 'restricted',
  }
  for (const [error, code] of Object.entries(reasons)) {
    const stdout = JSON.stringify({ schema: 1, blocks: { autorun: { error } } })
    const world = madeUpWorld('win32', { tools: { 'powershell.exe': stdout } })
    const check = checksOf('win32').find((c) => c.id === 'autorun')!
    expect((await runCheck(check, 'win32', world, moment))?.reason?.code).toBe(code)
  }
})

describe.each(['ja', 'en'] as const)('words in %s', (language) => {
  const text = createText(language)
  test.each(table)('%s %s has a title, a reason and steps', (platform, id) => {
    expect(text.first([`check.${id}.title`])).toBeTruthy()
    expect(text.first([`check.${id}.why`])).toBeTruthy()
    const keys = stepKeys(id, { win32: 'windows', darwin: 'mac', linux: 'linux' }[platform])
    expect(keys.length).toBeGreaterThan(0)
    for (const key of keys) expect(text.first([key])).toBeTruthy()
  })
})

test('every id is there once a system', () => {
  for (const platform of platforms) {
    const ids = checksOf(platform).map((c) => c.id)
    expect(new Set(ids).size).toBe(ids.length)
  }
})

test('links lead only to settings pages of the system', () => {
  for (const [platform, , check] of table) {
    const link = check.on[platform]?.link
    if (link !== undefined) expect([link, isSettingsLink(link)]).toEqual([link, true])
  }
  for (const bad of [
    'file:///c:/x.exe',
    'ms-settings:x?y=1',
    'ms-settings:../x',
    'ms-msdt:x',
    'windowsdefender://a b',
    'x-apple.systempreferences:com.evil',
    'https://example.com',
    ' ms-settings:about',
  ])
    expect([bad, isSettingsLink(bad)]).toEqual([bad, false])
})

test('nothing tells people to change encryption or the start before the recovery key is kept', () => {
  const key = { ja: /かぎの残し方|暗号の設定は変えない/, en: /recovery key|Do not change/ }
  for (const language of ['ja', 'en'] as const) {
    const text = createText(language)
    for (const id of ['disk-encryption', 'secure-boot', 'recovery-key'])
      for (const group of ['windows', 'mac', 'linux']) {
        const steps = stepKeys(id, group).map((k) => text.first([k]) ?? '')
        if (steps.length > 0) expect(steps.join(' ')).toMatch(key[language])
      }
  }
  for (const [platform, id, check] of table)
    if (/^(disk-encryption|secure-boot)$/.test(id)) expect(check.on[platform]?.who ?? check.who).toBe('desk')
})

test('a change for the worse has a card of its own', () => {
  for (const language of ['ja', 'en'] as const) {
    const text = createText(language)
    const card = cardOf({ kind: 'check-worse', facts: { check: 'firewall' } }, text)
    expect(card.title).not.toBe(cardOf({ kind: 'general', facts: {} }, text).title)
    expect(card.title).toContain(text('check.firewall.title'))
    expect(card.steps.length).toBeGreaterThan(1)
  }
})
