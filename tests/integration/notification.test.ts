import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cardOf } from '../../main/contract/card.ts'
import { createText } from '../../main/contract/text.ts'
import { createAnnouncer } from '../../main/core/announcer.ts'
import { systemClock } from '../../main/ports/clock.ts'
import { silentLog } from '../../main/ports/log.ts'
import type { Notifier } from '../../main/ports/notifier.ts'
import { platformNotifier } from '../../main/ports/os-notifier.ts'
import {
  type NotificationDaemon,
  startNotificationDaemon,
  whyNoDaemon,
} from '../fakes/notification-daemon.ts'
import { sampleAlert, sampleSnapshot } from '../fakes/samples.ts'

const why = whyNoDaemon()
if (why) console.warn(`skipped: notification on a real daemon (${why})`)

describe.skipIf(why !== null)('a notification on a real daemon', () => {
  let daemon: NotificationDaemon
  let notifier: Notifier
  const before = { ...process.env }
  const text = createText('ja')
  beforeAll(async () => {
    daemon = await startNotificationDaemon()
    notifier = platformNotifier('linux')
  })
  afterAll(() => {
    notifier?.close()
    daemon?.stop()
    process.env = before
  })
  const until = async <T>(look: () => T | undefined | false): Promise<T> => {
    const end = performance.now() + 10_000
    for (;;) {
      const seen = look()
      if (seen) return seen
      if (performance.now() > end) throw new Error(`still not: ${look}`)
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
  /** Announces one alert; gives what was pushed to the page by clicks. */
  const announce = (id: string, facts: Record<string, string | number> = {}) => {
    const pushed: unknown[] = []
    let windows = 0
    const announcer = createAnnouncer({
      notifier,
      snapshot: () => sampleSnapshot(),
      push: (name, data) => void pushed.push([name, data]),
      log: silentLog,
      showPage: () => {
        windows++
      },
      clock: { ...systemClock, now: () => new Date(2026, 10, 23, 12).getTime() },
      folder: '/dev/null/told',
    })
    const alert = sampleAlert({ id, ...facts })
    announcer.alert({ alert, change: 'new' })
    return { pushed, windows: () => windows, title: cardOf(alert, text).title }
  }

  test('shows the Japanese card; a click opens exactly that alert', async () => {
    const { pushed, windows, title } = announce('alert-17')
    const shown = await until(() => daemon.shown().find((s) => s.title === title))
    expect(shown).toMatchObject({ app: 'おたすけトレイ', urgency: 'CRITICAL' })
    expect(shown.body).toContain('すぐ電話')
    await daemon.click()
    await until(() => pushed.length > 0)
    expect(pushed).toEqual([['page.show', { page: 'alert', id: 'alert-17' }]])
    expect(windows()).toBe(1)
  })
  test.each([
    ['来てほしい', 'ask-dispatch'],
    ['相談する', 'ask-consultation'],
  ])('its button %s leads to that form for that alert', async (label, page) => {
    const many = daemon.shown().length
    const { pushed } = announce(`alert-${page}`)
    await until(() => daemon.shown().length > many)
    await daemon.press(label)
    await until(() => pushed.length > 0)
    expect(pushed).toEqual([['page.show', { page, id: `alert-${page}` }]])
  })
  test('a second notice of the same incident replaces the first', async () => {
    const notice = { id: 'same', severity: 'check' as const, title: '1', body: '', actions: [] }
    await notifier.show(notice, () => {})
    const before = await daemon.onScreen()
    expect(await notifier.show({ ...notice, title: '2' }, () => {})).toEqual({ shown: true, problem: null })
    await until(() => daemon.shown().some((s) => s.title === '2'))
    expect(await daemon.onScreen()).toBe(before)
  })
  test('text that looks like markup or an option is shown as it is', async () => {
    const shown = await notifier.show(
      { id: 'x', severity: 'notice', title: '--help <b>見積</b>', body: 'a & <i>b</i>.xlsx', actions: [] },
      () => {},
    )
    expect(shown).toEqual({ shown: true, problem: null })
    const seen = await until(() => daemon.shown().find((s) => s.title.startsWith('--help')))
    expect(seen.title).toBe('--help <b>見積</b>')
    expect(seen.body.replaceAll('&amp;', '&').replaceAll('&lt;', '<').replaceAll('&gt;', '>')).toBe(
      'a & <i>b</i>.xlsx',
    )
  })
  test('without a daemon it says that nothing was shown', async () => {
    const address = process.env.DBUS_SESSION_BUS_ADDRESS
    process.env.DBUS_SESSION_BUS_ADDRESS = 'unix:path=/nonexistent/bus'
    const shown = await platformNotifier('linux').show(
      { id: 'y', severity: 'notice', title: 'a', body: 'b', actions: [] },
      () => {},
    )
    process.env.DBUS_SESSION_BUS_ADDRESS = address
    expect(shown).toMatchObject({ shown: false, problem: expect.stringMatching(/./) })
  })
})
