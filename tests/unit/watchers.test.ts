import { expect, test } from 'vitest'
import type { ProcessEvent } from '../../main/contract/event.ts'
import { watchers } from '../../main/watchers.ts'

const paths = { data: '/nowhere', home: '/nowhere', documents: [] }
const start: ProcessEvent = {
  category: 'process',
  source: 'processes-linux',
  at: '2026-11-23T02:00:00.000Z',
  action: 'start',
  pid: 9,
  parentPid: 1,
  name: 'anydesk',
  executable: '/usr/bin/anydesk',
  commandLine: 'anydesk',
  user: 'clerk',
}
const findings = (supportTools?: string[]) =>
  watchers(paths, [], [], 'leave', supportTools)
    .detectors.filter((d) => d.id === 'remote-control')
    .flatMap((d) => d.onEvent(start))

test("the provider's own support tool is recorded quietly; without a profile it is asked about", () => {
  expect(findings(['AnyDesk'])).toMatchObject([{ severity: 'notice', evidence: { allowedByProvider: true } }])
  expect(findings()).toMatchObject([{ severity: 'check' }])
})
