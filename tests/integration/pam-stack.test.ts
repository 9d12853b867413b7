import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { nodeRunCommand } from '../../main/ports/run-command.ts'
import { judgePersistence } from '../../main/probe/detectors/persistence.ts'
import { judgeOwner } from '../../main/probe/sources/state/entry-owner.ts'

const needs = ['/usr/bin/dpkg-query', '/usr/share/pam/common-auth', '/etc/pam.d/common-auth']
const lacking = needs.find((path) => !existsSync(path))
const stacks = ['auth', 'account', 'password', 'session', 'session-noninteractive']

/** Copies of this PC's own files in a made-up root; who brought them is asked of the real dpkg. */
const pc = () => {
  const root = mkdtempSync(join(tmpdir(), 'pam-'))
  for (const path of [
    '/usr/share/pam',
    '/usr/share/pam-configs',
    ...stacks.map((s) => `/etc/pam.d/common-${s}`),
  ]) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    cpSync(path, join(root, path), { recursive: true })
  }
  const file = (stack: string) => `/etc/pam.d/common-${stack}`
  const edit = (path: string, change: (text: string) => string) =>
    writeFileSync(join(root, path), change(readFileSync(join(root, path), 'utf8')))
  const verdict = async (stack: string) => {
    const path = file(stack)
    const owner = await judgeOwner(nodeRunCommand, 'linux', { path, commands: [] }, { root })
    return judgePersistence({
      category: 'state',
      at: '2026-11-26T01:00:00.000Z',
      source: 's',
      topic: 'persistence',
      action: 'changed',
      subject: path,
      details: { grave: true, signs: [], target: null, ...owner },
    })
  }
  return { root, file, edit, verdict, end: () => rmSync(root, { recursive: true }) }
}

describe.skipIf(lacking)(`common stacks of PAM (${lacking ? `needs ${lacking}` : 'runs'})`, () => {
  test('as the packages of this PC have them written', async () => {
    const { verdict, end } = pc()
    for (const stack of stacks) expect([stack, await verdict(stack)]).toEqual([stack, 'ordinary'])
    end()
  })
  test('a package with a part of its own comes: a profile that dpkg knows is switched on', async () => {
    const { file, edit, verdict, end } = pc()
    edit(file('session'), (text) => `${text}session\toptional\t\t\tpam_mkhomedir.so \n`)
    expect(await verdict('session')).toBe('ordinary')
    end()
  })
  const unix = /^auth.*pam_unix.*$/m
  test.each<[string, (text: string) => string]>([
    [
      'a door that opens to anybody',
      (t) => t.replace(unix, (line) => `auth sufficient pam_permit.so\n${line}`),
    ],
    ['a module of nobody', (t) => `${t}auth optional pam_evil.so\n`],
    ['a program run at each sign-in', (t) => `${t}auth optional pam_exec.so expose_authtok /opt/x\n`],
    ['a module taken from elsewhere', (t) => t.replace('pam_unix.so', '/opt/pam_unix.so')],
    ['the denial taken out', (t) => t.replace(/^auth.*pam_deny.*\n/m, '')],
    ['a jump past the denial and more', (t) => t.replace('success=1', 'success=2')],
    ['a failure that counts as success', (t) => t.replace('default=ignore', 'default=1')],
    ['nobody asks for a password', (t) => t.replace(unix, 'auth\t[default=1]\t\t\tpam_permit.so')],
    ['a line that goes on in the next', (t) => t.replace(unix, (line) => `# \\\n${line}`)],
  ])('by hand: %s', async (_, change) => {
    const { file, edit, verdict, end } = pc()
    edit(file('auth'), change)
    expect(await verdict('auth')).toBe('suspicious')
    end()
  })
  test('a profile that nobody brought, or that was changed, explains nothing', async () => {
    const { root, file, edit, verdict, end } = pc()
    writeFileSync(
      join(root, 'usr/share/pam-configs/evil'),
      'Name: x\nAuth-Type: Additional\nAuth:\n\toptional\tpam_evil.so\n',
    )
    edit(file('auth'), (text) => `${text}auth\toptional\tpam_evil.so \n`)
    expect(await verdict('auth')).toBe('suspicious')
    edit('/usr/share/pam-configs/unix', (text) =>
      text.replace(/^Session:\n/m, 'Session:\n\toptional\tpam_evil.so\n'),
    )
    edit(file('session'), (text) => `${text}session\toptional\tpam_evil.so \n`)
    expect(await verdict('session')).toBe('suspicious')
    end()
  })
})
