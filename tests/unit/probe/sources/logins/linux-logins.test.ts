import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readJournalRecord } from '../../../../../main/probe/normalise/journal-record.ts'
import { journalAccess } from '../../../../../main/probe/sources/logins/journald.ts'
import { createLinuxLogins } from '../../../../../main/probe/sources/logins/linux-logins.ts'
import { createManualClock } from '../../../../fakes/manual-clock.ts'
import { createScriptedRun, createSourceBench } from '../../../../fakes/source-bench.ts'

// Fields as systemd.journal-fields(7) and "Journal JSON Format" describe them; the second message is not UTF-8.
const records = [
  {
    __CURSOR: 's=1;i=1',
    __REALTIME_TIMESTAMP: '1795420800123456',
    SYSLOG_IDENTIFIER: 'sshd',
    MESSAGE: 'Failed password for root from 192.0.2.66 port 4711 ssh2',
  },
  {
    __CURSOR: 's=1;i=2',
    __REALTIME_TIMESTAMP: '1795420801000000',
    SYSLOG_IDENTIFIER: 'sshd',
    MESSAGE: [
      ...Buffer.from('Failed password for invalid user \xff from 192.0.2.66 port 4712 ssh2', 'latin1'),
    ],
  },
]
const lines = records.map((r) => JSON.stringify(r)).join('\n')
const start = 1_795_420_900_000

test('follows the journal from the bookmark on', async () => {
  const run = createScriptedRun(() => ({ stdout: lines }))
  const bench = createSourceBench({ clock: createManualClock(start), run, mark: { cursor: 's=1;i=0' } })
  const source = createLinuxLogins({ journal: () => 'readable' })
  await source.start(bench.context)
  expect(run.calls[0]).toEqual(
    expect.arrayContaining(['journalctl', '--follow', '--after-cursor', 's=1;i=0', '--no-tail']),
  )
  expect(bench.events).toMatchObject([
    { outcome: 'failure', user: 'root', at: new Date(1_795_420_800_123).toISOString(), caughtUp: true },
    { outcome: 'failure', from: '192.0.2.66' },
  ])
  expect(bench.mark()).toEqual({ cursor: 's=1;i=2' })
})

test('a cursor that the journal does not know is given up, so that the next start works', async () => {
  const bench = createSourceBench({ clock: createManualClock(start), mark: { cursor: 'gone' } })
  const lines: typeof bench.context.run.lines = (_, __, { onEnd }) => {
    onEnd({ code: 1, problem: null, stderr: 'x' })
    return { stop() {} }
  }
  bench.context.run = { ...bench.context.run, lines }
  await createLinuxLogins({ journal: () => 'readable' }).start(bench.context)
  expect(bench.died).toMatchObject([{ code: 'tool-ended' }])
  expect(bench.mark()).toEqual({ cursor: null })
})

test('without right or log it says which, and why', async () => {
  const health = async (journal: 'none' | 'no-permission', files: string[]) => {
    const bench = createSourceBench()
    await createLinuxLogins({ journal: () => journal, files }).start(bench.context)
    return bench.states.at(-1)
  }
  expect(await health('none', ['/nonexistent/auth.log'])).toMatchObject({
    state: 'cannot',
    reason: { code: 'log-missing' },
  })
  expect(await health('no-permission', [])).toMatchObject({
    state: 'cannot',
    reason: { code: 'no-permission' },
  })
})

test('whether the journal may be read is asked of its files', () => {
  const root = mkdtempSync(join(tmpdir(), 'journal-'))
  const id = join(root, 'machine-id')
  expect(journalAccess([root], id)).toBe('none')
  writeFileSync(id, 'abc\n')
  mkdirSync(join(root, 'abc'))
  expect(journalAccess([root], id)).toBe('none')
  writeFileSync(join(root, 'abc', 'system.journal'), '')
  expect(journalAccess([root], id)).toBe('readable')
})

test('no line makes the reader throw', () => {
  fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (line) => void readJournalRecord(line)))
})
