import { spawnSync } from 'node:child_process'
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'

const root = join(import.meta.dirname, '../../..')
let folder = ''
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** The set-up in a project of its own: run as Node `version`, with the shell script `npm` in npm's place. */
const setUp = (version: string, npm: string) => {
  folder = mkdtempSync(join(tmpdir(), 'otasuke-setup-'))
  for (const part of ['scripts/setup.mjs', 'scripts/words.mjs', 'assets/texts', 'package-lock.json'])
    cpSync(join(root, part), join(folder, part), { recursive: true })
  const bin = join(folder, 'bin')
  mkdirSync(bin)
  writeFileSync(join(bin, 'npm'), `#!/bin/sh\nmkdir -p node_modules/node/bin\n${npm}\n`)
  chmodSync(join(bin, 'npm'), 0o755)
  const code = `
    Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } })
    const { installLibraries, node24 } = await import('./scripts/setup.mjs')
    installLibraries()
    console.log(node24())`
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', code], {
    cwd: folder,
    env: { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}`, LC_ALL: 'en_US.UTF-8' },
    encoding: 'utf8',
  })
  return { status, program: stdout.trim(), said: stderr }
}

// Npm's part is played by a shell script.
describe.skipIf(process.platform === 'win32')('the set-up', () => {
  test('takes the Node 24 that came with the libraries', () => {
    const { status, program } = setUp('20.11.0', ': > node_modules/node/bin/node')
    expect([status, program]).toEqual([0, join(folder, 'node_modules/node/bin/node')])
  })
  test('says to install Node 24 where none came, as on Apple’s own processors', () => {
    const { status, program, said } = setUp('20.11.0', 'rm -r node_modules/node')
    expect([status, program]).toEqual([1, ''])
    expect(said).toContain('Node 20.11.0 is too old. Install Node 24 from https://nodejs.org')
  })
  test('needs none where the running Node is new enough', () => {
    const { status, program } = setUp('24.1.0', 'rm -r node_modules/node')
    expect([status, program]).toEqual([0, process.execPath])
    expect(existsSync(join(folder, 'node_modules/.otasuke-libraries'))).toBe(true)
  })
})
