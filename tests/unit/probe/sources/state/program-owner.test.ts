import { existsSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { nodeRunCommand, type RunCommand } from '../../../../../main/ports/run-command.ts'
import { programOf } from '../../../../../main/probe/normalise/state/launch-target.ts'
import { judgeOwner } from '../../../../../main/probe/sources/state/entry-owner.ts'
import { ownerOf } from '../../../../../main/probe/sources/state/program-owner.ts'
import { createScriptedRun } from '../../../../fakes/source-bench.ts'

describe('the program that a command starts', () => {
  test.each([
    ['"C:\\Program Files\\A B\\a.exe" /s', 'C:\\Program Files\\A B\\a.exe'],
    ['C:\\Windows\\system32\\svchost.exe -k x', 'C:\\Windows\\system32\\svchost.exe'],
    ['-/usr/sbin/sshd -D', '/usr/sbin/sshd'],
    ['/bin/sh -c true', '/bin/sh'],
    ['notepad', null],
    ['', null],
  ])('%s → %s', (command, program) => expect(programOf(command)).toBe(program))
})

describe('who stands behind it', () => {
  // SignatureStatus as a number: 0 valid, 2 not signed (Microsoft Learn, "SignatureStatus").
  test.each([
    ['{"status":0,"subject":"CN=Microsoft Windows"}', 'trusted'],
    ['{"status":2,"subject":null}', 'none'],
    ['{"status":1,"subject":null}', 'unknown'],
    // What PowerShell makes of nothing at all: a file that was not there.
    ['{"status":0,"subject":null,"name":null}', 'unknown'],
    ['アクセスが拒否されました', 'unknown'],
  ])('Windows: %s → %s', async (stdout, trust) => {
    const run = createScriptedRun(() => ({ stdout }))
    expect(await ownerOf(run, 'win32', 'C:\\a b.exe')).toMatchObject({ trust })
    // The path never becomes part of a command line.
    expect(run.calls.flat().join(' ')).not.toContain('a b.exe')
  })
  test('Windows: a path and a maker in Japanese pass through whatever code page the console has', async () => {
    const path = String.raw`C:\Users\表計算ソ\a.exe`
    const asked: { script: string; input: string }[] = []
    const run: RunCommand = {
      ...nodeRunCommand,
      async run(_, args, options) {
        asked.push({ script: args.at(-1) ?? '', input: options?.input ?? '' })
        return { code: 0, stdout: '{"status":0,"subject":"CN=\\u30bd\\u8868"}', stderr: '', problem: null }
      },
    }
    expect(await ownerOf(run, 'win32', path)).toEqual({ trust: 'trusted', owner: 'CN=ソ表' })
    const [{ script, input } = { script: '', input: '' }] = asked
    expect(input).toMatch(/^[A-Za-z0-9+/=]+$/)
    expect(Buffer.from(input, 'base64').toString('utf16le')).toBe(path)
    // A file that is not there must end the script, not be answered.
    expect(script).toContain("$ErrorActionPreference='Stop'")
    expect(script).not.toMatch(/[^\x20-\x7e\n]/)
  })
  test('macOS: a signature that does not hold', async () => {
    expect(
      await ownerOf(
        createScriptedRun(() => ({ code: 1 })),
        'darwin',
        '/Applications/A.app',
      ),
    ).toEqual({ trust: 'none', owner: null })
  })
  test('a tool that is missing is no verdict', async () => {
    expect(
      await ownerOf(
        createScriptedRun(() => ({ problem: 'not-found' })),
        'darwin',
        '/a',
      ),
    ).toMatchObject({ trust: 'unknown' })
  })
  test.skipIf(!existsSync('/usr/bin/dpkg-query'))(
    'Debian: a file of a package, and one of nobody',
    async () => {
      expect(await ownerOf(nodeRunCommand, 'linux', '/usr/bin/env')).toEqual({
        trust: 'trusted',
        owner: 'package coreutils',
      })
      expect(
        await judgeOwner(nodeRunCommand, 'linux', { path: '/tmp/nobody.service', commands: ['/tmp/x'] }),
      ).toEqual({ program: '/tmp/x', trust: 'none', owner: null })
    },
  )
})
