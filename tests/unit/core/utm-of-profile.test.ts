import { expect, test } from 'vitest'
import { isBlind } from '../../../main/contract/overall.ts'
import { utmSettingsSchema } from '../../../main/contract/settings.ts'
import type { SourceHealth } from '../../../main/contract/state.ts'
import { utmOfProfile } from '../../../main/core/network-watch.ts'

const none = utmSettingsSchema.parse({})
const rented = utmSettingsSchema.parse({ enabled: true, senders: ['192.168.1.1'] })

test('the provider’s profile turns the receiver on, the user’s own choice stays', () => {
  expect(utmOfProfile(none, { utm: rented })).toEqual(rented)
  expect(utmOfProfile({ ...rented, enabled: false }, { utm: rented })).toBeNull()
  expect(utmOfProfile(none, { utm: null })).toBeNull()
  expect(utmOfProfile(none, null)).toBeNull()
})

test('a receiver that the user switched off is no trouble; one that cannot listen is', () => {
  const syslog = (state: SourceHealth['state'], code: string): SourceHealth => ({
    id: 'syslog',
    state,
    reason: { code },
    since: '2026-11-23T00:00:00.000Z',
    events: 0,
    dropped: 0,
  })
  const [off, taken] = [syslog('stopped', 'utm-off'), syslog('cannot', 'utm-port-taken')]
  expect([isBlind(off), isBlind(taken)]).toEqual([false, true])
})
