import { spawnSync } from 'node:child_process'
import { appendFileSync, mkdtempSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type FilePosition, type FollowOptions, followFile } from '../../../main/ports/follow-file.ts'
import { createManualClock } from '../../fakes/manual-clock.ts'

const setUp = () => {
  const file = join(mkdtempSync(join(tmpdir(), 'follow-')), 'auth.log')
  const lines: string[] = []
  const troubles: (string | null)[] = []
  const clock = createManualClock()
  let position: FilePosition | null = null
  const follow = (from: FilePosition | null, maxLine?: number, more: Partial<FollowOptions> = {}) =>
    followFile({
      file,
      clock,
      from,
      every: 1000,
      ...(maxLine ? { maxLine } : {}),
      ...more,
      onLines(l, p) {
        lines.push(...l)
        position = p
      },
      onTrouble: (code) => troubles.push(code),
    })
  return { file, lines, troubles, clock, follow, position: () => position }
}

test('reads what is new, whole lines only, and goes on where it stopped', async () => {
  const { file, lines, clock, follow, position } = setUp()
  writeFileSync(file, 'old\n')
  let end = follow(null)
  appendFileSync(file, 'one\ntw')
  await clock.advance(1000)
  expect(lines).toEqual(['one'])
  appendFileSync(file, 'o\n')
  await clock.advance(1000)
  end()
  appendFileSync(file, 'three\n')
  await clock.advance(1000)
  expect(lines).toEqual(['one', 'two'])
  end = follow(position())
  expect(lines).toEqual(['one', 'two', 'three'])
  end()
})

test('follows a rotation, a truncation, and a file that comes later', async () => {
  const { file, lines, troubles, clock, follow } = setUp()
  const end = follow(null)
  expect(troubles).toEqual(['ENOENT'])
  writeFileSync(file, 'one\n')
  await clock.advance(1000)
  appendFileSync(file, 'two\n')
  renameSync(file, `${file}.1`)
  writeFileSync(file, 'three\n')
  await clock.advance(1000)
  truncateSync(file)
  await clock.advance(1000)
  appendFileSync(file, '4\n')
  await clock.advance(1000)
  end()
  expect(lines).toEqual(['one', 'two', 'three', '4'])
  expect(troubles).toEqual(['ENOENT', null])
})

test('an endless line is cut, and the next one is whole again', async () => {
  const { file, lines, clock, follow } = setUp()
  writeFileSync(file, '')
  const end = follow(null, 100)
  appendFileSync(file, `${'x'.repeat(600_000)}\nnext\n`)
  await clock.advance(1000)
  end()
  expect(lines.at(-1)).toBe('next')
  expect(Math.max(...lines.map((l) => l.length))).toBeLessThanOrEqual(100)
})

test('of more than is wanted the newest is read, from a whole line on', async () => {
  const { file, lines, clock, follow } = setUp()
  writeFileSync(file, '')
  const end = follow(null, undefined, { newest: 10 })
  appendFileSync(file, `${'x\n'.repeat(1000)}12345678\n1\n2345678\n`)
  await clock.advance(1000)
  expect(lines).toEqual(['1', '2345678'])
  appendFileSync(file, '9\n')
  await clock.advance(1000)
  end()
  expect(lines.at(-1)).toBe('9')
})

test('a last line without its end is given out when nothing more comes, where that is asked for', async () => {
  const { file, lines, clock, follow } = setUp()
  writeFileSync(file, '')
  const end = follow(null, undefined, { openEnd: true })
  appendFileSync(file, '\none')
  await clock.advance(100)
  expect(lines).not.toContain('one')
  await clock.advance(3000)
  expect(lines).toEqual(['', 'one'])
  appendFileSync(file, '\ntwo')
  await clock.advance(3000)
  end()
  expect(lines).toEqual(['', 'one', '', 'two'])
})

test.skipIf(process.platform === 'win32')(
  'a FIFO in its place is trouble, not the end of everything',
  async () => {
    const { file, lines, troubles, clock, follow } = setUp()
    spawnSync('mkfifo', [file])
    const end = follow({ inode: 0, offset: 0 })
    expect(troubles).toEqual(['ENOTFILE'])
    rmSync(file)
    writeFileSync(file, 'one\n')
    await clock.advance(1000)
    end()
    expect(lines).toEqual(['one'])
    expect(troubles).toEqual(['ENOTFILE', null])
  },
)

test('every line arrives once, however it was written and rotated', async () => {
  const action = fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({
        write: fc.string({ minLength: 1, maxLength: 12, unit: fc.constantFrom('a', 'é', '日', '\n') }),
      }),
    },
    { weight: 1, arbitrary: fc.constant({ rotate: true as const }) },
    { weight: 3, arbitrary: fc.constant({ look: true as const }) },
    { weight: 1, arbitrary: fc.constant({ restart: true as const }) },
  )
  await fc.assert(
    fc.asyncProperty(fc.array(action, { maxLength: 40 }), async (actions) => {
      const { file, lines, clock, follow, position } = setUp()
      writeFileSync(file, 'start\n')
      let end = follow({ inode: 0, offset: 0 })
      let all = 'start\n'
      for (const a of actions) {
        if ('write' in a) {
          appendFileSync(file, a.write)
          all += a.write
        } else if ('look' in a) await clock.advance(1000)
        else if ('restart' in a) {
          end()
          end = follow(position())
        } else {
          // Rotating programs end the line first; two rotations between two looks would lose the first file.
          await clock.advance(1000)
          appendFileSync(file, '\n')
          all += '\n'
          renameSync(file, `${file}.1`)
          writeFileSync(file, '')
        }
      }
      await clock.advance(1000)
      end()
      expect(lines).toEqual(all.split('\n').slice(0, -1))
    }),
    { numRuns: 60 },
  )
})
