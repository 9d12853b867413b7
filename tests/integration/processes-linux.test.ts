import { spawn } from 'node:child_process'
import { copyFileSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { ProcessEvent } from '../../main/contract/event.ts'
import { createLinuxProcesses } from '../../main/probe/sources/processes/platform-processes.ts'
import { createSourceBench, until } from '../fakes/source-bench.ts'

test.skipIf(process.platform !== 'linux')(
  'a program with the name of a remote-control tool is seen within 2 s',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tool-'))
    const program = join(folder, 'anydesk')
    copyFileSync('/bin/sleep', program)
    const seen = (events: readonly unknown[]) =>
      (events as ProcessEvent[]).filter((e) => e.executable === program)
    const first = createSourceBench()
    const source = createLinuxProcesses()
    await source.start(first.context)
    await until('the first look', () => first.events.length > 0)
    const tool = spawn(program, ['30'])
    try {
      await until('the start', () => seen(first.events).length > 0, 2000)
      expect(seen(first.events)).toMatchObject([
        { action: 'start', name: 'anydesk', pid: tool.pid, commandLine: `${program} 30`, firstSeen: true },
      ])
      await source.stop()
      const second = createSourceBench({ mark: first.mark() })
      await source.start(second.context)
      await until('the first look again', () => seen(second.events).length > 0)
      await source.stop()
      expect(seen(second.events)).toMatchObject([{ action: 'running', firstSeen: false }])
    } finally {
      tool.kill('SIGKILL')
    }
  },
)
