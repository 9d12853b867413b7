import { type ChildProcess, fork } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { createProbeProcess } from '../../main/hosts/electron/probe-process.ts'
import { silentLog } from '../../main/ports/log.ts'
import { asUtilityProcess } from '../fakes/electron/forked-process.ts'
import { createManualClock } from '../fakes/manual-clock.ts'
import { until } from '../fakes/source-bench.ts'

let folder = ''
const children: ChildProcess[] = []
afterEach(() => {
  for (const c of children.splice(0)) c.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

/** A real process that speaks as the probe does: a sign of life whenever it is asked to. */
const program = `
process.on('message', (m) => {
  if (m === 'beat') process.send({ type: 'usage', rss: 1, cpu: 1 })
})
process.send({ type: 'ready' })`

const setUp = async () => {
  folder = mkdtempSync(join(tmpdir(), 'otasuke-probe-'))
  const entry = join(folder, 'probe.mjs')
  writeFileSync(entry, program)
  const clock = createManualClock()
  const deaths: string[] = []
  const plan = () => ({ data: folder, home: folder }) as never
  const utilityProcess = {
    // As Electron's utility process: `kill` is SIGTERM.
    fork: () => {
      const child = fork(entry, { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] })
      children.push(child)
      return asUtilityProcess(child)
    },
  } as never
  const probe = createProbeProcess({
    utilityProcess,
    entry,
    plan,
    clock,
    log: silentLog,
    random: () => 0,
    appPids: () => [],
    onDeath: (reason) => deaths.push(reason),
  })({ onFinding: () => {}, onHealth: () => {}, onDamaged: () => {} })
  let lives = false
  await probe.start()
  children[0]!.once('message', () => {
    lives = true
  })
  await until('a probe', () => lives)
  /** Seconds go by, with a sign of life in each five. */
  const live = async (seconds: number, beats = true) => {
    for (let s = 0; s < seconds; s += 5) {
      const child = children.at(-1)
      if (beats && child?.connected) child.send('beat')
      await new Promise((done) => setTimeout(done, 20))
      await clock.advance(5000)
    }
  }
  return { clock, deaths, probe, live }
}

test('a probe that somebody stopped is ended although it takes no SIGTERM, and another one watches', async () => {
  const { deaths, live } = await setUp()
  const [first] = children
  await live(10)
  first!.kill('SIGSTOP')
  await live(60, false)
  await until('the end of the stopped one', () => deaths.length === 1)
  expect(deaths).toEqual(['ended for silent'])
  await live(10)
  expect(children).toHaveLength(2)
})

test('the night that a PC sleeps is no silence of the probe', async () => {
  const { clock, deaths, live } = await setUp()
  await live(20)
  // The clock goes on, no timer runs: the look comes eight hours late, before the probe has said a word.
  clock.sleep(8 * 3_600_000)
  await clock.advance(1)
  await live(60)
  expect(deaths).toEqual([])
  expect(children).toHaveLength(1)
})
