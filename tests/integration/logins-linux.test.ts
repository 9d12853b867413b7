import { spawn, spawnSync } from 'node:child_process'
import { appendFileSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import type { Finding } from '../../main/contract/alert.ts'
import { systemClock } from '../../main/ports/clock.ts'
import { silentLog } from '../../main/ports/log.ts'
import { nodeRunCommand } from '../../main/ports/run-command.ts'
import { createPasswordGuessingDetector } from '../../main/probe/detectors/password-guessing.ts'
import { createProbe } from '../../main/probe/probe.ts'
import { createLinuxLogins } from '../../main/probe/sources/logins/linux-logins.ts'
import { until } from '../fakes/source-bench.ts'

const able = (program: string, ...args: string[]) => spawnSync(program, args).error === undefined
const missing =
  process.platform !== 'linux' || process.getuid?.() !== 0
    ? 'needs Linux and root'
    : !able('/usr/sbin/sshd', '-V') || !able('hydra', '-h') || !able('ip', '-V')
      ? 'needs openssh-server, hydra and iproute2'
      : null
const namespace = `otasuke-${process.pid}`
const ip = (...args: string[]) => spawnSync('ip', args, { encoding: 'utf8' })
let leave: (() => void)[] = []
afterEach(() => {
  for (const f of leave.reverse()) f()
  leave = []
})

const watchLog = async (file: string, data: string) => {
  const findings: Finding[] = []
  const probe = createProbe({
    clock: systemClock,
    run: nodeRunCommand,
    log: silentLog,
    paths: { data, home: data, documents: [] },
    random: Math.random,
    sources: [createLinuxLogins({ files: [file], journal: () => 'none' })],
    detectors: [createPasswordGuessingDetector()],
    onFinding: (f) => findings.push(f),
    onHealth: () => {},
    onDamaged: () => {},
  })
  await probe.start()
  return { probe, findings }
}

const startSshd = (folder: string, log: string) => {
  spawnSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', join(folder, 'key')])
  const config = join(folder, 'sshd_config')
  writeFileSync(
    config,
    `Port 2222\nListenAddress 127.0.0.1\nHostKey ${join(folder, 'key')}\nPidFile none\nUsePAM no\nStrictModes no\nMaxStartups 100\n`,
  )
  spawnSync('mkdir', ['-p', '/run/sshd'])
  const sshd = spawn('ip', ['netns', 'exec', namespace, '/usr/sbin/sshd', '-D', '-f', config, '-E', log], {
    stdio: 'ignore',
  })
  leave.push(() => sshd.kill('SIGKILL'))
}

test.skipIf(missing)(`real guesses at a real sshd are found within 2 s (${missing ?? 'runs'})`, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sshd-'))
  const log = join(folder, 'auth.log')
  writeFileSync(log, '')
  expect(ip('netns', 'add', namespace).status).toBe(0)
  leave.push(() => ip('netns', 'delete', namespace))
  ip('netns', 'exec', namespace, 'ip', 'link', 'set', 'lo', 'up')
  startSshd(folder, log)
  const { probe, findings } = await watchLog(log, folder)
  leave.push(() => void probe.stop())
  const words = join(folder, 'words')
  writeFileSync(words, Array.from({ length: 12 }, (_, i) => `wrong${i}`).join('\n'))
  const listening = () => ip('netns', 'exec', namespace, 'ss', '-tln').stdout.includes(':2222')
  await until('sshd listens', listening)
  const hydra = spawn(
    'ip',
    [
      'netns',
      'exec',
      namespace,
      'hydra',
      '-q',
      '-I',
      '-t',
      '4',
      '-s',
      '2222',
      '-l',
      'nobody-here',
      '-P',
      words,
      'ssh://127.0.0.1',
    ],
    { cwd: folder, stdio: 'ignore' },
  )
  const ended = new Promise((done) => hydra.once('exit', done))
  // On a busy machine hydra now and then waits for ever for a closed connection; its guesses are made by then.
  const patience = setTimeout(() => hydra.kill('SIGKILL'), 12_000)
  await ended
  clearTimeout(patience)
  const over = Date.now()
  await until('a finding', () => findings.length > 0, 2000)
  expect(Date.now() - over).toBeLessThan(2000)
  expect(findings[0]).toMatchObject({
    kind: 'password-guessing',
    key: 'password-guessing:sshd',
    facts: { from: '127.0.0.1', user: 'nobody-here' },
  })
  await probe.stop()
})

test('what happened while the app was off is caught up, once, dated as it happened', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'auth-'))
  const log = join(folder, 'auth.log')
  writeFileSync(log, '')
  await (await watchLog(log, folder)).probe.stop()
  const at = new Date(Date.now() - 3600_000)
  for (let i = 0; i < 9; i += 1)
    appendFileSync(
      log,
      `${new Date(at.getTime() + i * 1000).toISOString()} pc sshd[9]: Failed password for root from 192.0.2.66 port ${4000 + i} ssh2\n`,
    )
  const second = await watchLog(log, folder)
  await until('a finding', () => second.findings.length > 0)
  await second.probe.stop()
  expect(second.findings[0]).toMatchObject({ occurredAt: at.toISOString(), facts: { count: 8 } })
  const third = await watchLog(log, folder)
  await third.probe.stop()
  expect(third.findings).toEqual([])
})
