import { expect, test } from 'vitest'
import { providerSettings } from '../../../scripts/package/provider-settings.mjs'
import { signing } from '../../../scripts/package/signing.mjs'

const none = Object.fromEntries(
  ['WIN_CSC_LINK', 'WIN_CSC_KEY_PASSWORD', 'CSC_LINK', 'CSC_KEY_PASSWORD', 'APPLE_ID'].map((k) => [k, '']),
)

test('without keys: empty variables go away, macOS is signed without a name, and that is said', () => {
  const { settings, unsigned, empty } = signing({ ...none, PATH: '' }, ['win', 'mac'])
  expect(empty).toEqual(Object.keys(none))
  expect(unsigned).toEqual(['win', 'mac'])
  expect(settings).toEqual({
    win: { verifyUpdateCodeSignature: false },
    mac: { notarize: false, identity: '-', hardenedRuntime: false },
  })
})
test('a key for Windows alone signs nothing for macOS', () => {
  const { settings, unsigned } = signing({ ...none, WIN_CSC_LINK: 'key.p12' }, ['win', 'mac'])
  expect(unsigned).toEqual(['mac'])
  expect(settings).toEqual({ mac: { notarize: false, identity: '-', hardenedRuntime: false } })
})
test('with keys the settings of electron-builder.yml stay', () => {
  const { settings, unsigned, empty } = signing({ CSC_LINK: 'key.p12', WIN_CSC_LINK: 'key.p12' }, [
    'win',
    'mac',
  ])
  expect([settings, unsigned, empty]).toEqual([{}, [], []])
})

test('a provider’s name never breaks the list of fields of a .deb', () => {
  const profile = {
    id: 'x',
    operator: 'A <B>,\n C 株式会社',
    markImage: null,
    desk: { url: null, email: null },
  }
  const { settings } = providerSettings('/nowhere/profile.yaml', profile)
  expect(settings.linux.maintainer).toBe('A B C 株式会社 <no-address@example.invalid>')
  expect(settings.extraMetadata).toEqual({ author: { name: profile.operator } })
})
