import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import {
  lookOnWindows,
  startWindowsCloser,
  windowsTypes,
} from '../../../../../main/probe/sources/screen/windows-screen.ts'
import { windowsAnswer } from '../../../../fakes/screen-answers.ts'
import { createScriptedRun } from '../../../../fakes/source-bench.ts'

const compiler = spawnSync('mcs', ['--version']).error ? 'needs mcs (mono-mcs)' : null

// Windows PowerShell hands it to the compiler of .NET Framework, which knows C# 5.
test.skipIf(compiler)(`the C# in the script compiles as C# 5 (${compiler ?? 'runs'})`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'types-'))
  try {
    const file = join(folder, 'types.cs')
    writeFileSync(file, windowsTypes)
    const args = ['-langversion:5', '-warnaserror', '-target:library', `-out:${file}.dll`, file]
    expect(spawnSync('mcs', args, { encoding: 'utf8' })).toMatchObject({ status: 0 })
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('the scripts ask for nothing that a language or a code page could change, and fit into a command line', async () => {
  const run = createScriptedRun(() => ({ stdout: windowsAnswer([]) }))
  expect(await lookOnWindows(run)).toEqual({ windows: [], hidden: false })
  expect(await startWindowsCloser(run, 1000).close([])).toEqual([])
  for (const [, ...args] of run.calls) {
    expect(args.slice(0, 3)).toEqual(['-NoProfile', '-NonInteractive', '-Command'])
    expect(args[3]).toMatch(/^[\n -~]+$/)
    expect(args[3]).toMatch(/^\n\$ErrorActionPreference='Stop'\n/)
    expect(args[3]?.length).toBeLessThan(8000)
  }
})
