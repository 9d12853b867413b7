import { expect, test } from 'vitest'
import type { Alert } from '../../../main/contract/alert.ts'
import { createAnnouncer } from '../../../main/core/announcer.ts'
import { silentLog } from '../../../main/ports/log.ts'
import type { Notice } from '../../../main/ports/notifier.ts'
import { createManualClock } from '../../fakes/manual-clock.ts'
import { sampleRequest } from '../../fakes/page-states.ts'
import { sampleAlert, sampleSnapshot } from '../../fakes/samples.ts'

const hour = 3_600_000
const setUp = (begin: Date, alerts: Alert[]) => {
  const clock = createManualClock(begin.getTime())
  const shown: Notice[] = []
  const pushed: unknown[] = []
  const { settings } = sampleSnapshot()
  const announcer = createAnnouncer({
    notifier: {
      show: async (notice, onAction) => {
        shown.push(notice)
        onAction('open')
        return { shown: true, problem: null }
      },
      close: () => {},
    },
    snapshot: () =>
      sampleSnapshot({ alerts, settings: { ...settings, language: 'ja', quietFrom: 20, quietUntil: 7 } }),
    push: (name, data) => void pushed.push([name, data]),
    log: silentLog,
    showPage: () => {},
    showOver: () => void pushed.push('over'),
    clock,
    // No folder: what was told lives in memory.
    folder: '/dev/null/told',
  })
  return { clock, shown, pushed, announcer }
}
const atNight = (id: string) =>
  sampleAlert({
    id,
    severity: 'check',
    state: 'new',
    detectedAt: new Date(2026, 10, 23, 1).toISOString(),
  })

test('one notification in the morning tells how many wait, and opens the list', async () => {
  const { clock, shown, pushed, announcer } = setUp(new Date(2026, 10, 23, 2), [atNight('a'), atNight('b')])
  announcer.alert({ alert: atNight('a'), change: 'new' })
  announcer.start()
  await clock.advance(4.5 * hour)
  expect(shown).toEqual([])
  await clock.advance(4 * hour)
  expect(shown.map((n) => n.title)).toEqual(['夜の間のお知らせが2件あります'])
  expect(pushed).toEqual([['page.show', { page: 'alerts', id: null }]])
  announcer.stop()
  expect(clock.timers()).toBe(0)
})
test('a PC that is switched on after the night tells it at its start', () => {
  const { shown, announcer } = setUp(new Date(2026, 10, 23, 9), [atNight('a')])
  announcer.start()
  announcer.stop()
  expect(shown).toHaveLength(1)
})
test('a quiet night is followed by a quiet morning', async () => {
  const { clock, shown, announcer } = setUp(new Date(2026, 10, 23, 2), [])
  announcer.start()
  await clock.advance(10 * hour)
  announcer.stop()
  expect(shown).toEqual([])
})

test('remote control beside a page that fills the screen brings our own page on top of it, also at night', () => {
  const { shown, pushed, announcer } = setUp(new Date(2026, 10, 23, 22), [])
  const alert = sampleAlert({ id: 'a', kind: 'remote-control-screen', facts: { tool: 'AnyDesk' } })
  announcer.alert({ alert, change: 'worse' })
  expect(shown).toHaveLength(1)
  expect(pushed.slice(0, 2)).toEqual(['over', ['page.show', { page: 'alert', id: 'a' }]])
  pushed.splice(0)
  announcer.alert({ alert, change: 'more' })
  announcer.alert({ alert: sampleAlert({ kind: 'ransomware' }), change: 'new' })
  announcer.alert({ alert: { ...alert, drill: true }, change: 'new' })
  expect(pushed).not.toContain('over')
})

test('after a week off the first three are told one by one, the others together; すぐ電話 is never held back', async () => {
  const { clock, shown, pushed, announcer } = setUp(new Date(2026, 10, 23, 9), [])
  for (let i = 0; i < 30; i += 1)
    announcer.alert({
      alert: sampleAlert({ id: `c${i}`, severity: 'check', key: `k${i}` }),
      change: 'new',
    })
  announcer.alert({ alert: sampleAlert({ id: 'u', severity: 'urgent' }), change: 'new' })
  expect(shown.map((n) => n.id)).toEqual(['c0', 'c1', 'c2', 'u'])
  await clock.advance(11_000)
  expect(shown.at(-1)?.title).toBe('お知らせがほかに27件あります')
  expect(pushed.at(-1)).toEqual(['page.show', { page: 'alerts', id: null }])
  await clock.advance(120_000)
  announcer.alert({ alert: sampleAlert({ id: 'later', severity: 'check' }), change: 'new' })
  expect(shown.at(-1)?.id).toBe('later')
  expect(shown).toHaveLength(6)
})
test('everything that was told is known as ours: alerts, the desk, sums; at night too', () => {
  const { announcer } = setUp(new Date(2026, 10, 23, 22), [])
  announcer.alert({ alert: sampleAlert({ id: 'quiet', severity: 'check' }), change: 'new' })
  announcer.alert({ alert: sampleAlert({ id: 'more' }), change: 'more' })
  announcer.request(sampleRequest({ id: 'r' }), 'status')
  expect(announcer.told().map((n) => n.id)).toEqual(['request:r', 'quiet'])
})
