import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { debianOwner, rpmOwner } from '../../../../../main/probe/sources/state/package-owner.ts'
import { createScriptedRun } from '../../../../fakes/source-bench.ts'

const setUp = (files: Record<string, string>) => {
  const root = mkdtempSync(join(tmpdir(), 'packages-'))
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  return root
}
const md5 = (text: string) => createHash('md5').update(text).digest('hex')

describe('Debian, as dpkg-query prints it', () => {
  /** `states`: what the package says of itself at each look, and the sum that it has for the file by then. */
  const dpkg = (path: string, states: readonly { status: string; conffile?: string; sum?: string }[]) => {
    let look = -1
    return createScriptedRun((_, args) => {
      if (args[0] === '--search')
        return args[1] === path ? { stdout: `office:amd64: ${path}\n` } : { code: 1 }
      if (args[0] === '--show') {
        look = Math.min(look + 1, states.length - 1)
        const { status, conffile } = states[look]!
        return { stdout: `${status}\n${conffile ? ` ${path} ${conffile}` : ''}\n` }
      }
      const { sum } = states[look]!
      return sum ? { stdout: `${sum}  ${path.slice(1)}\n` } : { code: 1 }
    })
  }
  const unit = '/usr/lib/systemd/system/a.service'
  const root = setUp({ [unit]: 'new', '/etc/cron.d/a': 'new' })
  const ask = (path: string, ...states: { status: string; conffile?: string; sum?: string }[]) =>
    debianOwner({ run: dpkg(path, states), path, root, pause: 1 })

  test.each([
    ['a file as it was brought', unit, { sum: md5('new') }, 'trusted'],
    ['a file that was changed', unit, { sum: md5('old') }, 'none'],
    ['a setting as it was brought', '/etc/cron.d/a', { conffile: md5('new') }, 'trusted'],
    [
      'a setting that is no longer wanted',
      '/etc/cron.d/a',
      { conffile: `${md5('new')} obsolete` },
      'trusted',
    ],
    ['a setting that was changed', '/etc/cron.d/a', { conffile: md5('old') }, 'none'],
    ['a setting not yet laid down', '/etc/cron.d/a', { conffile: 'newconffile' }, 'unknown'],
    ['a package without sums', unit, {}, 'unknown'],
  ])('%s', async (_, path, sums, trust) => {
    expect(await ask(path, { status: 'installed', ...sums })).toMatchObject({ trust })
  })
  test('while a package is put in, its file is no tampering', async () => {
    const old = { status: 'half-configured', conffile: md5('old') }
    const done = { status: 'installed', conffile: md5('new') }
    expect(await ask('/etc/cron.d/a', old, old, done)).toEqual({
      trust: 'trusted',
      owner: 'package office:amd64',
    })
    // But a package that is left half-way hides nothing for good.
    expect(await ask('/etc/cron.d/a', old)).toMatchObject({ trust: 'none' })
  })
  test('before /usr was merged the package had another name for it', async () => {
    const run = dpkg('/lib/systemd/system/a.service', [{ status: 'installed', sum: md5('new') }])
    expect(await debianOwner({ run, path: unit, root })).toMatchObject({ trust: 'trusted' })
  })
  test('a setting that its package writes by ucf', async () => {
    const path = '/etc/ssh/sshd_config'
    const of = (text: string) =>
      debianOwner({
        run: dpkg('/none', [{ status: 'installed' }]),
        path,
        root: setUp({
          [path]: text,
          '/var/lib/ucf/hashfile': `${md5('x')}  /etc/other\n${md5('brought')}  ${path}\n`,
          '/var/lib/ucf/registry': `openssh-server    ${path}\n`,
        }),
      })
    expect(await of('brought')).toEqual({ trust: 'trusted', owner: 'package openssh-server' })
    expect(await of('PermitRootLogin yes')).toMatchObject({ trust: 'none' })
  })
  test('nobody brought it; dpkg does not answer', async () => {
    expect(await debianOwner({ run: dpkg('/none', [{ status: 'installed' }]), path: unit, root })).toEqual({
      trust: 'none',
      owner: null,
    })
    const broken = createScriptedRun(() => ({ code: 2 }))
    expect(await debianOwner({ run: broken, path: unit, root })).toMatchObject({ trust: 'unknown' })
  })
})

describe('RPM', () => {
  const path = '/etc/cron.d/a'
  const root = setUp({ [path]: 'new' })
  const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
  // `rpm -qf --qf '%{NAME}\n%{FILEDIGESTALGO}\n[%{FILEDIGESTS} %{FILENAMES}\n]'` of RPM 4.18: folders have no digest.
  const answer = (algorithm: string, digest: string) =>
    createScriptedRun(() => ({ stdout: `office\n${algorithm}\n /etc/cron.d\n${digest} ${path}\n` }))
  test.each([
    ['as it was brought', answer('8', sha256('new')), 'trusted'],
    ['changed', answer('8', sha256('old')), 'none'],
    ['an old package', answer('(none)', md5('new')), 'trusted'],
    ['a sum of a later time', answer('99', sha256('new')), 'unknown'],
    ['nobody brought it', createScriptedRun(() => ({ code: 1 })), 'none'],
    ['no RPM', createScriptedRun(() => ({ problem: 'not-found' })), 'unknown'],
  ])('%s', async (_, run, trust) => {
    expect(await rpmOwner({ run, path, root })).toMatchObject({ trust })
  })
})
