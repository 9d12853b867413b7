import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readWindowsEvents } from '../../../../main/probe/normalise/windows-event-xml.ts'
import { readWindowsLogin } from '../../../../main/probe/normalise/windows-login.ts'

const folder = '../shared/data/windows-events'
const real = `${folder}/hayabusa-sample-evtx/DeepBlueCLI/smb-password-guessing-security.xml`
const event = (id: number, data: Record<string, string>) =>
  `<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='Microsoft-Windows-Security-Auditing'/><EventID>${id}</EventID><TimeCreated SystemTime='2026-11-23T08:00:00.1234567Z'/><EventRecordID>77</EventRecordID><Channel>Security</Channel><Computer>経理-3</Computer></System><EventData>${Object.entries(
    data,
  )
    .map(([k, v]) => `<Data Name='${k}'>${v}</Data>`)
    .join('')}</EventData></Event>`
const login = (id: number, data: Record<string, string>) => {
  const [record] = readWindowsEvents(event(id, data)).records
  return record ? readWindowsLogin(record, 'logins-windows') : null
}

test('a failed remote desktop login', () => {
  expect(
    login(4625, { TargetUserName: '田中 &amp; 花子', LogonType: '10', IpAddress: '203.0.113.9' }),
  ).toEqual({
    category: 'authentication',
    at: '2026-11-23T08:00:00.123Z',
    source: 'logins-windows',
    outcome: 'failure',
    user: '田中 & 花子',
    from: '203.0.113.9',
    service: 'rdp',
  })
})

test.each([
  ['a service that starts', 4624, { TargetUserName: 'svc', LogonType: '5' }],
  ['the machine itself', 4624, { TargetUserName: 'PC-3$', LogonType: '3' }],
  ['another event', 4688, { TargetUserName: 'tanaka', LogonType: '2' }],
])('%s is nobody signing in', (_, id, data) => {
  expect(login(id, data)).toBeNull()
})

test('a damaged text gives the records before the damage, and says so', () => {
  const good = event(4625, { TargetUserName: 'a', LogonType: '3' })
  const { records, problem } = readWindowsEvents(`${good}${good}<Event><System><EventID>46`)
  expect(records).toHaveLength(2)
  expect(problem).not.toBeNull()
  expect(readWindowsEvents(good.replace('>a<', '>a\u0001b<')).records[0]?.data.TargetUserName).toBe(
    'a\ufffdb',
  )
})

test('no text makes the reader throw', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 300 }),
      (text) => void readWindowsEvents(`<Event>${text}`),
    ),
  )
  fc.assert(
    fc.property(fc.nat({ max: 900 }), (cut) => {
      const whole = event(4625, { TargetUserName: 'a', LogonType: '3', IpAddress: '192.0.2.1' })
      expect(readWindowsEvents(whole.slice(0, cut)).records).toHaveLength(cut >= whole.length ? 1 : 0)
    }),
  )
})

test.skipIf(!existsSync(real))('a real recording of guessing over the network', () => {
  const { records, problem } = readWindowsEvents(readFileSync(real, 'utf8'))
  const events = records.flatMap((r) => readWindowsLogin(r, 'logins-windows') ?? [])
  expect(problem).toBeNull()
  expect(events.filter((e) => e.outcome === 'failure').length).toBeGreaterThan(1000)
  expect(new Set(events.map((e) => e.service))).toEqual(new Set(['windows-network']))
  expect(events[0]?.from).toBe('192.168.198.149')
})

test('half a surrogate pair costs neither the record before nor the one after', () => {
  const good = event(4624, { TargetUserName: 'a' })
  const { records, problem } = readWindowsEvents(`${good}\ud800${good}${good.replace('4624', '\u00004624')}`)
  expect({ ids: records.map((r) => r.eventId), problem }).toEqual({ ids: [4624, 4624], problem: null })
})
