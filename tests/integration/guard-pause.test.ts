import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { silentLog } from '../../main/ports/log.ts'
import { createPauseMemory } from '../../main/probe/sources/guard/pause-memory.ts'
import { createWriterPauseWith } from '../../main/probe/sources/guard/writer-pause.ts'
import type { Look, WriterControl } from '../../main/probe/sources/guard/writer-process.ts'
import { createLinuxControl } from '../../main/probe/sources/guard/writer-process-linux.ts'
import { until } from '../fakes/guard/context.ts'

let folder: string
let writer: ChildProcess

/** Writes a line into its folder every 10 ms; the number of lines is the number of changes. */
const script =
  'const fs=require("fs");setInterval(()=>fs.appendFileSync(process.argv[1]+"/log.txt","x".repeat(4000)+"\\n"),10)'
const lines = () => readFileSync(join(folder, 'log.txt'), 'utf8').split('\n').length
const state = () => /^State:\s+(\w)/m.exec(readFileSync(`/proc/${writer.pid}/status`, 'utf8'))?.[1]
const rest = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

const end = async (child: ChildProcess) => {
  child.kill('SIGKILL')
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
}

/**
 * On a machine that others use too, no other process than our own child may really be stopped.
 * @param among only these are looked at: what others write may keep time with ours by chance.
 */
const careful = (among?: readonly ChildProcess[]): WriterControl => {
  const control = createLinuxControl(process.pid, process.getuid!())
  const ours = (look: Look): Look =>
    among
      ? { ...look, writings: look.writings.filter((w) => among.some((c) => c.pid === w.process.pid)) }
      : look
  return {
    ...control,
    watch: async (folder, changes, enough, pace) =>
      ours(await control.watch(folder, changes, (look) => enough(ours(look)), pace)),
    signal(pid, what) {
      if (pid !== writer.pid) throw new Error('not ours')
      control.signal(pid, what)
    },
  }
}
const create = (among?: readonly ChildProcess[]) =>
  createWriterPauseWith(careful(among), process.pid, createPauseMemory(folder, silentLog), silentLog)

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'guard-pause-'))
  writeFileSync(join(folder, 'log.txt'), '')
  writer = spawn(process.execPath, ['-e', script, folder], { stdio: 'ignore' })
  await until('the writer', () => lines() > 5)
})
afterEach(async () => {
  await end(writer)
  rmSync(folder, { recursive: true, force: true })
})

describe.skipIf(process.platform !== 'linux')('the writer (needs /proc, so Linux only)', () => {
  test('is found, stands still, and goes on when people say so – also after a restart of the app', async () => {
    const result = await create().pause(folder, lines)
    expect(result.state).toBe('paused')
    expect(result.processes.map((p) => p.pid)).toEqual([writer.pid])
    expect(state()).toBe('T')
    const still = lines()
    await rest(150)
    expect(lines()).toBe(still)

    const afterRestart = create()
    const [paused] = await afterRestart.paused()
    expect(paused?.pid).toBe(writer.pid)
    expect(await afterRestart.resume(paused!.id)).toBe(true)
    await until('new lines', () => lines() > still)
    expect(await afterRestart.paused()).toEqual([])
  })

  test('is left alone where people have let it go on, and where it is one of ours', async () => {
    const name = basename(readlinkSync(`/proc/${writer.pid}/exe`))
    const none = { state: 'not-found', processes: [] }
    expect(await create([writer]).pause(folder, lines, new Set([name]))).toEqual(none)
    const memory = createPauseMemory(folder, silentLog)
    const ours = () => [writer.pid!]
    const pause = createWriterPauseWith(careful([writer]), process.pid, memory, silentLog, ours)
    expect(await pause.pause(folder, lines)).toEqual(none)
    expect(state()).not.toBe('T')
  })

  test('that comes seldom is found by watching; a busy program beside it is not', {
    timeout: 60_000,
  }, async () => {
    const rare = join(folder, 'rare')
    mkdirSync(rare)
    writeFileSync(join(rare, 'log.txt'), '')
    const busy = writer
    const arguments_ = ['-e', script.replace(',10)', ',2000)'), rare]
    writer = spawn(process.execPath, arguments_, { stdio: 'ignore' })
    try {
      const count = () => readFileSync(join(rare, 'log.txt'), 'utf8').split('\n').length
      const result = await create([busy, writer]).pauseSlowly(
        rare,
        { changes: () => 0, losses: count },
        () => false,
        new Set(),
      )
      expect(result.processes.map((p) => p.pid)).toEqual([writer.pid])
      await until('its stop', () => state() === 'T')
      const before = count()
      await rest(3000)
      expect(count()).toBe(before)
      const [paused] = result.processes
      expect(await create().resume(paused!.id)).toBe(true)
      const counters = { changes: count, losses: () => 0 }
      const sooner = await create([busy, writer]).pauseSlowly(rare, counters, () => false, new Set())
      expect(sooner.processes.map((p) => p.pid)).toEqual([writer.pid])
    } finally {
      await end(busy)
    }
  })

  test('that has ended is not resumed, nor is another program with its number', async () => {
    const pause = create()
    const { processes } = await pause.pause(folder, lines)
    writer.kill('SIGKILL')
    await until('its end', () => writer.signalCode !== null)
    expect(await pause.resume(processes[0]!.id)).toBe(false)
    expect(await pause.resume('1-0')).toBe(false)
  })

  test('is not looked for among those that write elsewhere: nothing changes, nobody is stopped', async () => {
    const quiet = mkdtempSync(join(tmpdir(), 'guard-quiet-'))
    expect(await create().pause(quiet, () => 0)).toEqual({ state: 'not-found', processes: [] })
    expect(state()).not.toBe('T')
    rmSync(quiet, { recursive: true })
  })
})

test('where the system has no safe way, nothing is tried and that is said', async () => {
  const pause = createWriterPauseWith(null, process.pid, createPauseMemory(folder, silentLog), silentLog)
  expect(await pause.pause(folder, lines)).toEqual({ state: 'not-possible', processes: [] })
  expect(await pause.resume('x')).toBe(false)
})

test('a damaged memory of stopped programs is no reason to fail', async () => {
  const memory = createPauseMemory(folder, silentLog)
  memory.write([{ pid: 'x' }, null, 7])
  const pause = createWriterPauseWith(careful(), process.pid, memory, silentLog)
  expect(await pause.paused()).toEqual([])
})

test.skipIf(process.platform === 'win32')(
  'a memory that is damaged, huge or a pipe is put aside, and that is logged',
  () => {
    const lines: string[] = []
    const note = (line: string) => void lines.push(line)
    const memory = createPauseMemory(folder, { info: note, warn: note, error: note })
    const file = join(folder, 'guard/paused.json')
    mkdirSync(join(folder, 'guard'))
    expect(memory.read()).toBeNull()
    expect(lines).toEqual([])
    const damages = [
      () => writeFileSync(file, '[{"pid":'),
      () => writeFileSync(file, ' '.repeat(1_000_000)),
      () => execFileSync('mkfifo', [file]),
    ]
    for (const damage of damages) {
      damage()
      expect(memory.read()).toBeNull()
    }
    expect(lines).toHaveLength(damages.length)
    memory.write([1])
    expect(memory.read()).toEqual([1])
  },
)
