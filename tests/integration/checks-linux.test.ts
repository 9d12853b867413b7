import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { nodeRunCommand, type RunCommand } from '../../main/ports/run-command.ts'
import { createWorld, type World } from '../../main/probe/checks/world.ts'
import { goodLinux, goodLinuxFiles } from '../fakes/checks/good-linux.ts'
import { ask, type Files, makeRoot } from '../fakes/checks/world.ts'

const works = (file: string, ...args: string[]) => spawnSync(file, args).status === 0
const namespaces = works('unshare', '-rn', 'true')
const nft = ['/usr/sbin/nft', '/sbin/nft'].find((f) => existsSync(f))

const worldIn = (root: string, run: RunCommand, home = '/home/hanako'): World =>
  createWorld({
    platform: 'linux',
    run,
    root,
    home,
    uid: 1000,
    user: 'hanako',
    env: { XDG_CURRENT_DESKTOP: 'GNOME' },
  })

/** Programs of the sandbox are real ones below its root: they are started, print and end like any other. */
const runIn = (root: string): RunCommand => ({
  ...nodeRunCommand,
  run: (file, args, options) =>
    nodeRunCommand.run(join(root, 'usr/bin', file.split('/').at(-1)!), args, options),
})
const addProgram = (root: string, name: string, script: string) => {
  const file = join(root, 'usr/bin', name)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, `#!/bin/sh\n${script}\n`)
  chmodSync(file, 0o755)
}
const answering = (text: string, code = 0) => `cat <<'END'\n${text}\nEND\nexit ${code}`

describe('a changed root with programs that really run', () => {
  const sandbox = (files: Files, programs: Record<string, string>) => {
    const root = makeRoot({ ...goodLinuxFiles, ...files })
    for (const [name, script] of Object.entries(programs)) addProgram(root, name, script)
    return worldIn(root, runIn(root))
  }
  const lsblk = String((goodLinux as Record<string, unknown>).lsblk)
  const rows: [id: string, answer: string, files: Files, programs: Record<string, string>][] = [
    ['firewall', 'good', {}, {}],
    [
      'firewall',
      'mend:off',
      { '/etc/ufw/ufw.conf': 'ENABLED=no\n' },
      { systemctl: 'exit 3', nft: answering('{"nftables":[]}') },
    ],
    ['firewall', 'unknown:tool-failed', { '/etc/ufw/ufw.conf': 'ENABLED=no\n' }, { systemctl: 'kill -9 $$' }],
    ['updates-automatic', 'good', {}, { 'apt-config': answering(String(goodLinux['apt-config dump'])) }],
    [
      'updates-automatic',
      'mend:off',
      {},
      { 'apt-config': answering('APT::Periodic::Unattended-Upgrade "0";') },
    ],
    [
      'updates-automatic',
      'unknown:tool-failed',
      {},
      { 'apt-config': 'echo "E: ロックできません" >&2; exit 100' },
    ],
    ['disk-encryption', 'good', {}, { lsblk: answering(lsblk) }],
    ['disk-encryption', 'mend:off', {}, { lsblk: answering(lsblk.replace('"crypt"', '"part"')) }],
    ['disk-encryption', 'unknown:tool-failed', {}, { lsblk: `printf '%s' '${lsblk.slice(0, 100)}'` }],
    [
      'backup-recent',
      'mend:old',
      { '/timeshift/snapshots/2026-10-01_10-00-01': null },
      { gsettings: 'exit 1' },
    ],
    ['backup-recent', 'good', { '/timeshift/snapshots/2026-11-22_10-00-01': null }, { gsettings: 'exit 1' }],
    ['backup-recent', 'mend:none', {}, { gsettings: 'exit 1' }],
    ['clock', 'unknown:tool-missing', {}, {}],
  ]
  test.each(rows)('%s: %s', async (id, answer, files, programs) => {
    expect(await ask('linux', id, sandbox(files, programs))).toBe(answer)
  })
})

describe.skipIf(!namespaces || !nft)('the real nftables, in a network namespace of its own', () => {
  const listed = async (rules: string) => {
    const script = `${nft} -f - && ${nft} -j list ruleset`
    const run: RunCommand = {
      ...nodeRunCommand,
      run: async (file, _, options) =>
        file === 'nft'
          ? nodeRunCommand.run('unshare', ['-rn', 'sh', '-c', script], {
              ...options,
              // nft wants a line end before each closing brace.
              input: rules.replaceAll(' }', '\n}\n'),
            })
          : { code: 4, stdout: '', stderr: '', problem: null },
    }
    return ask('linux', 'firewall', worldIn(makeRoot({ '/etc/hostname': 'x' }), run))
  }
  test('no rules', async () => expect(await listed('')).toBe('mend:off'))
  test('a chain that lets everything in', async () =>
    expect(
      await listed(
        'table inet f { chain i { type filter hook input priority 0; policy accept; tcp dport 22 accept } }',
      ),
    ).toBe('mend:off'))
  test('a policy that refuses', async () =>
    expect(await listed('table inet f { chain i { type filter hook input priority 0; policy drop; } }')).toBe(
      'good',
    ))
  test('a rule that refuses', async () =>
    expect(
      await listed(
        'table inet f { chain i { type filter hook input priority 0; ct state established accept; reject; } }',
      ),
    ).toBe('good'))
})

describe.skipIf(!namespaces)('real listeners, in a network namespace of their own', () => {
  /** What the kernel writes to `/proc/net/tcp` while a program listens. */
  const tables = (address: string, port: number) => {
    const script = `require('net').createServer().listen(${port}, '${address}', () => {
      for (const t of ['tcp', 'tcp6']) console.log(require('fs').readFileSync('/proc/self/net/' + t, 'utf8') + '----')
      process.exit(0) })`
    const [tcp, tcp6] = execFileSync('unshare', [
      '-rn',
      'sh',
      '-c',
      'ip link set lo up 2>/dev/null; exec "$0" -e "$1"',
      process.execPath,
      script,
    ])
      .toString()
      .split('----\n')
    return { '/proc/net/tcp': tcp!, '/proc/net/tcp6': tcp6! }
  }
  const answer = (id: string, files: Files) => ask('linux', id, worldIn(makeRoot(files), nodeRunCommand))
  test('a screen that others reach', async () => {
    expect(await answer('remote-desktop', tables('0.0.0.0', 5901))).toBe('mend:on')
    expect(await answer('remote-desktop', tables('::', 3389))).toBe('mend:on')
  })
  test('SSH on and off', async () => {
    const config = { '/etc/ssh/sshd_config': 'Port 2222\n' }
    expect(await answer('remote-login', { ...config, ...tables('0.0.0.0', 2222) })).toBe('mend:password')
    expect(await answer('remote-login', { ...config, ...tables('0.0.0.0', 2223) })).toBe('good')
  })
})

describe.skipIf(!works('ssh-keygen', '-?') && !existsSync('/usr/bin/ssh-keygen'))('real SSH keys', () => {
  const keys = (...made: [name: string, args: string[]][]) => {
    const home = join(mkdtempSync(join(tmpdir(), 'otasuke-keys-')), 'home')
    mkdirSync(join(home, '.ssh'), { recursive: true })
    for (const [name, args] of made)
      execFileSync('ssh-keygen', ['-q', '-f', join(home, '.ssh', name), ...args])
    return worldIn('/', nodeRunCommand, home)
  }
  const safe = ['-t', 'ed25519', '-N', 'long passphrase']
  test('with a passphrase, and strong', async () => {
    const world = keys(
      ['id_ed25519', safe],
      ['id_rsa', ['-t', 'rsa', '-b', '3072', '-N', 'x1234567', '-m', 'PEM']],
    )
    expect(await ask('linux', 'ssh-key-passphrase', world)).toBe('good')
    expect(await ask('linux', 'ssh-key-strength', world)).toBe('good')
  })
  test('without a passphrase, or weak', async () => {
    const world = keys(['id_ed25519', safe], ['old', ['-t', 'rsa', '-b', '1024', '-N', '']])
    expect(await ask('linux', 'ssh-key-passphrase', world)).toBe('mend:none')
    expect(await ask('linux', 'ssh-key-strength', world)).toBe('mend:weak')
    expect(readFileSync(join(world.home, '.ssh/old'), 'utf8')).toContain('OPENSSH')
  })
})
