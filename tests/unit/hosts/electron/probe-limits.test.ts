import { expect, test } from 'vitest'
import { excessOf, probeLimits, type Usage } from '../../../../main/hosts/electron/probe-limits.ts'

const mega = 1024 * 1024
/** One look every five seconds for `seconds`; CPU time grows by `share` of the time. */
const looks = (seconds: number, rss: (at: number) => number, share = 0.01): Usage[] =>
  Array.from({ length: seconds / 5 + 1 }, (_, i) => ({
    at: i * 5000,
    rss: rss(i * 5),
    cpu: i * 5000 * share,
  }))
const judge = (list: Usage[], later = 0) => excessOf(list, (list.at(-1)?.at ?? 0) + later)

test('a quiet probe is left alone', () => {
  expect(judge(looks(600, () => 90 * mega))).toBeNull()
  expect(excessOf([], 1e9)).toBeNull()
})
test('a peak of memory is allowed, a lasting excess is not', () => {
  expect(judge(looks(300, (s) => (s > 270 ? 900 : 90) * mega))).toBeNull()
  expect(judge(looks(300, (s) => (s > 100 ? 900 : 90) * mega))).toBe('memory')
})
test('one busy minute is allowed at the start, a core that stays busy is not', () => {
  expect(judge(looks(55, () => mega, 1))).toBeNull()
  expect(judge(looks(65, () => mega, 1))).toBe('processor')
})
test('without a sign of life it hangs', () => {
  expect(
    judge(
      looks(60, () => mega),
      probeLimits.silence,
    ),
  ).toBeNull()
  expect(
    judge(
      looks(60, () => mega),
      probeLimits.silence + 1,
    ),
  ).toBe('silent')
})
