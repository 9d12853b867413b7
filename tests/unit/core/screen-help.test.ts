import { describe, expect, test } from 'vitest'
import type { ClosedScreen } from '../../../main/contract/screen.ts'
import { createScreenHelp } from '../../../main/core/screen-help.ts'
import type { RunCommand } from '../../../main/ports/run-command.ts'
import { sampleAlert, sampleSnapshot } from '../../fakes/samples.ts'

const now = Date.parse('2026-11-23T02:00:00.000Z')
const noTool = {
  run: async () => ({ code: null, stdout: '', stderr: '', problem: 'not-found' }),
} as unknown as RunCommand
const help = (more: Partial<Parameters<typeof createScreenHelp>[0]> = {}) =>
  createScreenHelp({
    run: noTool,
    platform: 'linux',
    snapshot: () => sampleSnapshot(),
    now: () => now,
    told: () => [],
    ...more,
  })

describe('画面の警告が消せない', () => {
  test('two presses are one: the second must not hit the window that was opened anew', async () => {
    let looks = 0
    const done: ClosedScreen = { closed: 1, ended: 0, left: 0, reopened: true, problem: null, browsers: 0 }
    const { 'screen.close': close } = help({
      close: async () => {
        looks += 1
        return done
      },
    })
    expect(await Promise.all([close(null), close(null)])).toEqual([done, done])
    expect(looks).toBe(1)
    await close(null)
    expect(looks).toBe(2)
  })
  test('what came of it can be asked for a minute: the tray has no screen of its own', async () => {
    let time = now
    const done: ClosedScreen = {
      closed: 0,
      ended: 0,
      left: 0,
      reopened: false,
      problem: 'hidden',
      browsers: 2,
    }
    const ended = { ...done, ended: 2, problem: null, browsers: 0 }
    const handlers = help({ close: async () => done, end: async () => ended, now: () => time })
    expect(handlers['screen.closed'](null)).toBeNull()
    await handlers['screen.close'](null)
    expect(handlers['screen.closed'](null)).toEqual(done)
    await handlers['browsers.end'](null)
    expect(handlers['screen.closed'](null)).toEqual(ended)
    time += 61_000
    expect(handlers['screen.closed'](null)).toBeNull()
  })
  test('a PC without the tools says so instead of "nothing is there"', async () => {
    expect(await help()['screen.close'](null)).toMatchObject({ closed: 0, problem: expect.any(String) })
  })
})

test('本物確認 names what this app told, alerts and all else, and nothing that only people did', async () => {
  const minutesAgo = (minutes: number) => now - minutes * 60_000
  const notice = (id: string, title: string, minutes: number) => ({
    ...{ id, title, at: minutesAgo(minutes) },
    ...{ run: 'x', steady: 0 },
  })
  const alerts = [
    // Closed a minute ago: that is no warning of the last hour.
    sampleAlert({ id: 'old', state: 'closed', updatedAt: new Date(minutesAgo(1)).toISOString() }),
    sampleAlert({ id: 'first' }),
  ]
  const { 'genuine.check': check } = help({
    snapshot: () => sampleSnapshot({ alerts }),
    told: () => [notice('request:r', '窓口から返事が来ました', 2), notice('first', 'A', 40)],
  })
  expect(await check(null)).toEqual({
    alertIds: ['first'],
    notices: [{ id: 'request:r', title: '窓口から返事が来ました', at: '2026-11-23T01:58:00.000Z' }],
    from: '2026-11-23T01:00:00.000Z',
    until: '2026-11-23T02:00:00.000Z',
  })
})
