import { existsSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createPersistence } from '../../main/probe/sources/state/persistence.ts'
import { lookWith } from '../fakes/looking.ts'
import { canMountPrivately, mountPrivately } from '../fakes/private-mounts.ts'

const here = (...files: string[]) => files.every((f) => existsSync(f)) && canMountPrivately()

/** Looks at the real rows through real tools whose folders are private; every move is followed by a look. */
const follow = async (folder: string, row: number, moves: (tools: Tools) => (() => void)[]) => {
  const tools = await mountPrivately([folder])
  try {
    const { look } = await lookWith(createPersistence({ platform: 'linux' }), 5 * 60_000, {
      run: tools.run,
      data: mkdtempSync(join(tmpdir(), 'home-')),
    })
    const told = []
    for (const move of moves(tools)) {
      move()
      for (const e of await look())
        if (e.details.row === row) told.push([e.action, e.details.commands] as const)
    }
    return told
  } finally {
    tools.end()
  }
}
type Tools = Awaited<ReturnType<typeof mountPrivately>>

describe('real tools, in folders of their own', () => {
  test.skipIf(!here('/usr/bin/crontab', '/var/spool/cron/crontabs'))(
    'row 37: an entry of the own crontab is planted, changed and removed',
    async () => {
      const told = await follow('/var/spool/cron/crontabs', 37, ({ exec }) => [
        () => exec('crontab', ['-'], '# mine\n0 3 * * * /bin/true\n'),
        () => exec('crontab', ['-'], '# mine\n0 4 * * * /bin/true\n'),
        () => exec('crontab', ['-r']),
      ])
      // A line of cron has no name but itself: a changed one is one that came and one that went.
      expect(told).toEqual([
        ['added', ['0 3 * * * /bin/true']],
        ['added', ['0 4 * * * /bin/true']],
        ['removed', ['0 3 * * * /bin/true']],
        ['removed', ['0 4 * * * /bin/true']],
      ])
    },
  )
  test.skipIf(!here('/usr/bin/at', '/usr/bin/atq', '/var/spool/cron/atjobs'))(
    'row 38: a job of at is planted, another takes its place, and it is removed',
    async () => {
      const told = await follow('/var/spool/cron/atjobs', 38, ({ exec }) => [
        () =>
          exec('sh', [
            '-c',
            'cd /var/spool/cron/atjobs && echo 0 > .SEQ && chmod 600 .SEQ && chown --reference=. .SEQ; echo /bin/true | at now + 5 hours',
          ]),
        () => exec('sh', ['-c', 'atrm 1; echo /bin/true | at now + 6 hours']),
        () => exec('atrm', ['2']),
      ])
      expect(told.map(([action]) => action)).toEqual(['added', 'added', 'removed', 'removed'])
    },
  )
})
