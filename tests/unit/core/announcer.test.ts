import { expect, test } from 'vitest'
import type { Alert } from '../../../main/contract/alert.ts'
import { createAnnouncer } from '../../../main/core/announcer.ts'
import { silentLog } from '../../../main/ports/log.ts'
import type { Notice } from '../../../main/ports/notifier.ts'
import { createManualClock } from '../../fakes/manual-clock.ts'
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
