import { fork, spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { ForkOptions } from 'electron'
import { pauseOf } from '../../../main/contract/guard.ts'
import { createCore } from '../../../main/core.ts'
import type { ElectronApi } from '../../../main/hosts/electron/electron-api.ts'
import { createProbeProcess, probePlan } from '../../../main/hosts/electron/probe-process.ts'
import { baselineFile } from '../../../main/probe/sources/guard/baseline-store.ts'
import { isCanary } from '../../../main/probe/sources/guard/canaries.ts'
import { findPaths, hostInfo, nodePorts } from '../../../main/setup.ts'
import { asUtilityProcess } from '../electron/forked-process.ts'
import { until } from './context.ts'
import { pdf } from './documents.ts'

/**
 * `core-host.ts FOLDER`: the real core guards a folder, with the probe in a process of its own as the product has it, and the
 * folder is reached by a link. A real process destroys its documents, the core stops it, and the question is answered. Prints one JSON line. Runs in a process name space of its own (see `guard-core.test.ts`),
 * so that no other process of the machine can even be seen.
 */
const folder = process.argv[2]!
const docs = join(folder, 'docs')
for (let i = 0; i < 200; i++) writeFileSync(join(docs, `f${i}.pdf`), pdf(9_000, i))
const linked = join(folder, 'Documents')
symlinkSync(docs, linked)
const paths = await findPaths(join(folder, 'data'))
const ports = nodePorts(paths, { show: async () => ({ shown: true, problem: null }), close() {} })
const probes: number[] = []
const utilityProcess = {
  fork(entry: string, _: string[], options: ForkOptions) {
    const child = fork(entry, [], {
      execArgv: ['--disable-warning=ExperimentalWarning', ...(options.execArgv ?? [])],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    probes.push(child.pid!)
    return asUtilityProcess(child)
  },
} as unknown as ElectronApi['utilityProcess']
const core = createCore(ports, {
  host: hostInfo('headless'),
  profile: null,
  deskUrl: null,
  startPracticeDesk: null,
  sources: [],
  detectors: [],
  probeElsewhere: createProbeProcess({
    utilityProcess,
    entry: join(import.meta.dirname, '../../../main/probe-process.ts'),
    plan: () => probePlan({ ...paths, documents: [linked] }, [], ports.settings.read()),
    clock: ports.clock,
    log: ports.log,
    random: Math.random,
    appPids: () => [],
    onDeath: (reason) => console.error(reason),
  }),
  showPage: () => {},
})
await core.start()
await core.handlers['settings.update']({ pauseWriters: true })
const isWatching = () =>
  core.snapshot().sources.some((s) => s.id === 'guard-documents' && s.state === 'watching')
await until('watching', isWatching)

const destroy = `
  const fs = require('fs'), crypto = require('crypto')
  let i = 0
  setInterval(() => { if (i < 200) fs.writeFileSync(process.argv[1] + '/f' + i++ + '.pdf', crypto.randomBytes(9000)) }, 50)`
const child = spawn(process.execPath, ['-e', destroy, docs], { stdio: 'ignore' })
const alert = () => core.snapshot().alerts.find((a) => a.kind === 'ransomware')
const stateOf = (pid: number | undefined) =>
  /^State:\s+(\w)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
const state = () => stateOf(child.pid)
const lost = () =>
  Array.from({ length: 200 }, (_, i) => readFileSync(join(docs, `f${i}.pdf`))).filter((b) => b[0] !== 0x25)
    .length
await until('the pause', () => (alert() ? pauseOf(alert()!) : null)?.state === 'paused')
const paused = {
  program: alert()?.facts.program,
  pids: pauseOf(alert()!)?.programs.map((p) => p.pid),
  state: state(),
  probe: stateOf(probes[0]),
  lost: lost(),
}
await core.handlers['guard.answer']({ id: alert()!.id, answer: 'unknown' })
const unsure = { answer: pauseOf(alert()!)?.state, state: state() }
await core.handlers['guard.answer']({ id: alert()!.id, answer: 'resume' })
const resumed = { answer: pauseOf(alert()!)?.state, state: state() }
child.kill('SIGKILL')

// Another folder, and no hidden files any more: at once, in a probe that begins anew.
const canaries = () => readdirSync(docs).filter(isCanary).length
const put = canaries()
const more = join(folder, 'more')
mkdirSync(more)
writeFileSync(join(more, 'a.pdf'), pdf(9_000, 1))
await core.handlers['settings.update']({ guardFolders: [more], guardCanaries: false })
await until('the new probe', () => probes.length === 2 && isWatching() && canaries() === 0)
await until('its folders', () => existsSync(join(paths.data, 'guard', basename(baselineFile('', more)))))
process.stdout.write(
  `${JSON.stringify({ pid: child.pid, paused, unsure, resumed, canaries: [put, canaries()] })}\n`,
)
await core.stop()
process.exit(0)
