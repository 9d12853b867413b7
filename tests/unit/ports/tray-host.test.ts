import { expect, test } from 'vitest'
import type { CommandResult } from '../../../main/ports/run-command.ts'
import { followTrayHost, hasTrayHost } from '../../../main/ports/tray-host.ts'
import { createManualClock } from '../../fakes/manual-clock.ts'

const answer = (stdout: string, code: number | null = 0): { run: () => Promise<CommandResult> } => ({
  run: async () => ({ code, stdout, stderr: '', problem: code === null ? 'not-found' : null }),
})

test.each([
  ['(true,)\n', 0, true],
  ['(false,)\n', 0, false],
  ['', 1, null],
  ['', null, null],
  ['nonsense', 0, null],
])('%j with exit code %s means %s', async (stdout, code, expected) => {
  expect(await hasTrayHost(answer(stdout, code))).toBe(expected)
})

test('keeps looking, and tells only changes', async () => {
  const clock = createManualClock()
  const answers = ['', '(false,)', '(false,)', '(true,)', '', '(false,)']
  const told: boolean[] = []
  const end = followTrayHost({ run: async () => await answer(answers.shift() ?? '').run() }, clock, (there) =>
    told.push(there),
  )
  await clock.advance(30_000 * 5)
  expect(told).toEqual([false, true, false])
  end()
  expect(clock.timers()).toBe(0)
})
