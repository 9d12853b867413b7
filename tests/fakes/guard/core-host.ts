import { spawn } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pauseOf } from '../../../main/contract/guard.ts'
import { createCore } from '../../../main/core.ts'
import { createRansomwareDetector } from '../../../main/probe/detectors/ransomware.ts'
import { createGuardSource } from '../../../main/probe/sources/guard/guard-source.ts'
import { findPaths, hostInfo, nodePorts } from '../../../main/setup.ts'
import { until } from './context.ts'
import { pdf } from './documents.ts'

/**
 * `core-host.ts FOLDER`: the real core guards a folder, a real process destroys its documents, the core stops it, and
 * the question is answered. Prints one JSON line. Runs in a process name space of its own (see `guard-core.test.ts`),
 * so that no other process of the machine can even be seen.
 */
const folder = process.argv[2]!
const docs = join(folder, 'docs')
for (let i = 0; i < 200; i++) writeFileSync(join(docs, `f${i}.pdf`), pdf(9_000, i))
const paths = await findPaths(join(folder, 'data'))
const core = createCore(
  nodePorts(paths, { show: async () => ({ shown: true, problem: null }), close() {} }),
  {
    host: hostInfo('headless'),
    profile: null,
    deskUrl: null,
    startPracticeDesk: null,
    sources: [createGuardSource({ folders: [docs] })],
    detectors: [createRansomwareDetector()],
    showPage: () => {},
  },
)
await core.start()
await core.handlers['settings.update']({ pauseWriters: true })
await until('watching', () => core.snapshot().sources.some((s) => s.state === 'watching'))

const destroy = `
  const fs = require('fs'), crypto = require('crypto')
  let i = 0
  setInterval(() => { if (i < 200) fs.writeFileSync(process.argv[1] + '/f' + i++ + '.pdf', crypto.randomBytes(9000)) }, 20)`
const child = spawn(process.execPath, ['-e', destroy, docs], { stdio: 'ignore' })
const alert = () => core.snapshot().alerts.find((a) => a.kind === 'ransomware')
const state = () => /^State:\s+(\w)/m.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]
const lost = () =>
  Array.from({ length: 200 }, (_, i) => readFileSync(join(docs, `f${i}.pdf`))).filter((b) => b[0] !== 0x25)
    .length
await until('the pause', () => (alert() ? pauseOf(alert()!) : null)?.state === 'paused')
const paused = {
  program: alert()?.facts.program,
  pids: pauseOf(alert()!)?.programs.map((p) => p.pid),
  state: state(),
  lost: lost(),
}
await core.handlers['guard.answer']({ id: alert()!.id, answer: 'unknown' })
const unsure = { answer: pauseOf(alert()!)?.state, state: state() }
await core.handlers['guard.answer']({ id: alert()!.id, answer: 'resume' })
const resumed = { answer: pauseOf(alert()!)?.state, state: state() }
process.stdout.write(`${JSON.stringify({ pid: child.pid, paused, unsure, resumed })}\n`)
child.kill('SIGKILL')
await core.stop()
process.exit(0)
