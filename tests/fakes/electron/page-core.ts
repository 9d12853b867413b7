import { createFeed } from '../../../main/core/feed.ts'
import { createHostNotices } from '../../../main/core/host-notices.ts'
import type { Core } from '../../../main/core.ts'
import { sampleSnapshot } from '../samples.ts'

/** A core with the real feed and nothing behind it: for tests of what a host does with calls and pushes. */
export const createPageCore = () => {
  const calls: { name: string; input: unknown }[] = []
  const feed = createFeed(sampleSnapshot(), (error) => {
    throw error
  })
  let stopped = 0
  const remember =
    <T>(name: string, answer: () => T) =>
    (input: unknown): T => {
      calls.push({ name, input })
      return answer()
    }
  const done = (name: string) => remember(name, () => null)
  const core = {
    handlers: new Proxy(
      {
        'state.snapshot': remember('state.snapshot', () => feed.snapshot()),
        'help.request': remember('help.request', () => ({ id: 'r1', receipt: '1123-K7QX' })),
      },
      { get: (known, name: string) => Reflect.get(known, name) ?? done(name) },
    ) as unknown as Core['handlers'],
    snapshot: feed.snapshot,
    onPush: feed.listen,
    show: (page: string, id: string | null) => feed.push('page.show', { page, id }),
    operatorLink: () => null,
    wake: () => {},
    newestVersion: () => {},
    say: createHostNotices(feed.change, () => '2026-11-23T01:00:00.000Z').say,
    start: async () => {},
    sleeps: () => void calls.push({ name: 'sleeps', input: null }),
    stop: async (why) => {
      calls.push({ name: 'stop', input: why })
      stopped++
    },
  } satisfies Core
  return { core, feed, calls, stops: () => stopped }
}
