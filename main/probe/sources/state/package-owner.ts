import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { readRegularFile, readRegularText } from '../../../ports/regular-file.ts'
import type { RunCommand } from '../../../ports/run-command.ts'
import { nobody, type Owner, unknownOwner } from './owner.ts'
import { isCommonStack, pamOwner } from './pam-owner.ts'

export type PackageQuestion = {
  run: RunCommand
  /** As the package names it: absolute, without the root. */
  path: string
  /** Stands before every path: a sandboxed root in tests. */
  root?: string
  /** Milliseconds between two looks while a package is being put in; at most ten looks. */
  pause?: number
}

const limit = { timeout: 20_000 }
/** Larger files (bytes) are not compared: they are no autostart entries, and reading them would hold the app up. */
const biggest = 256 * 1024 * 1024
const mostLooks = 10

/** Since /usr was merged, a package may know its file by either name. */
const namesOf = (path: string) => [path, path.startsWith('/usr/') ? path.slice(4) : `/usr${path}`]

const digestOf = (algorithm: string, file: string): string | null => {
  try {
    return createHash(algorithm).update(readRegularFile(file, biggest)).digest('hex')
  } catch {
    return null
  }
}

/** `trusted` only where the contents are those that the package brought. */
const compare = (owner: string, expected: string | null, found: string | null): Owner =>
  expected === null || found === null
    ? { trust: 'unknown', owner }
    : expected === found
      ? { trust: 'trusted', owner }
      : { trust: 'none', owner: `${owner}, changed since` }

const lineFor = (text: string, line: RegExp, names: readonly string[]): string | null => {
  for (const [, first = '', second = ''] of text.matchAll(line)) {
    if (names.includes(first)) return second
    if (names.includes(second)) return first
  }
  return null
}

/** What dpkg says of a package: is it wholly in place, and the MD5 that the file should have (deb-conffiles(5), deb-md5sums(5)). */
const debianDigest = async ({ run, path }: PackageQuestion, name: string) => {
  const names = namesOf(path)
  const { code, stdout } = await run.run(
    'dpkg-query',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: dpkg's own placeholders
    ['--show', '--showformat=${db:Status-Status}\n${Conffiles}\n', name],
    limit,
  )
  if (code !== 0) return null
  const settled = /^(?:installed|triggers-)/.test(stdout)
  const conffile = lineFor(stdout, /^ (\/.*) ([0-9a-f]{32})(?: .*)?$/gm, names)
  if (conffile !== null) return { settled, md5: conffile }
  const sums = await run.run('dpkg-query', ['--control-show', name, 'md5sums'], limit)
  const md5 = lineFor(
    sums.code === 0 ? sums.stdout : '',
    /^([0-9a-f]{32}) {2}(.*)$/gm,
    names.map((n) => n.slice(1)),
  )
  return { settled, md5 }
}

/** Files of /etc that packages write by `ucf`, such as sshd's settings, are in a list of its own (ucf(1)). */
const ucfDigest = ({ path, root = '' }: PackageQuestion): { name: string; md5: string } | null => {
  const list = (file: string) => {
    try {
      return readRegularText(join(root || '/', 'var/lib/ucf', file))
    } catch {
      return ''
    }
  }
  if (!path.startsWith('/etc/')) return null
  const md5 = lineFor(list('hashfile'), /^([0-9a-f]{32}) {2}(.*)$/gm, [path])
  const name = lineFor(list('registry'), /^(\S+)\s+(\/.*)$/gm, [path])
  return md5 === null || name === null ? null : { name, md5 }
}

const debianName = async ({ run, path }: PackageQuestion): Promise<string | null | undefined> => {
  for (const name of namesOf(path)) {
    const { code, stdout } = await run.run('dpkg-query', ['--search', name], limit)
    const line = stdout.split('\n').find((l) => l.includes(': /') && !l.startsWith('diversion '))
    if (code === 0 && line) return line.slice(0, line.lastIndexOf(': /')).split(',')[0]
    if (code !== 1 && code !== 0) return undefined
  }
  return null
}

/**
 * Debian: the package that a file belongs to, and whether the file still is as the package brought it. While that package is being
 * put in, its files come before its list of sums: then it is asked again, for half a minute at most.
 */
export const debianOwner = async (question: PackageQuestion): Promise<Owner> => {
  const { path, root = '', pause = 3000 } = question
  const found = await debianName(question)
  if (found === undefined) return unknownOwner
  for (let looks = 1; ; looks += 1) {
    const ucf = found === null ? ucfDigest(question) : null
    const name = found ?? ucf?.name
    if (name === undefined) return nobody
    const known = await debianDigest(question, name)
    if (!known) return unknownOwner
    const owner = compare(`package ${name}`, ucf?.md5 ?? known.md5, digestOf('md5', join(root, path)))
    if (owner.trust === 'trusted' || known.settled || looks === mostLooks) return owner
    await wait(pause)
  }
}

// Numbers of RFC 4880, as RPM's tag FILEDIGESTALGO gives them; without one it is MD5.
const algorithms: Readonly<Record<string, string>> = {
  1: 'md5',
  2: 'sha1',
  8: 'sha256',
  9: 'sha384',
  10: 'sha512',
}

/** Red Hat and SUSE: the same by RPM's database. */
export const rpmOwner = async ({ run, path, root = '' }: PackageQuestion): Promise<Owner> => {
  const format = '%{NAME}\\n%{FILEDIGESTALGO}\\n[%{FILEDIGESTS} %{FILENAMES}\\n]'
  for (const name of namesOf(path)) {
    const { code, stdout, problem } = await run.run('rpm', ['-qf', '--qf', format, name], limit)
    if (problem !== null || code === null) return unknownOwner
    if (code !== 0) continue
    const [owner = '', number = ''] = stdout.split('\n')
    const algorithm = algorithms[/^\d+$/.test(number) ? number : '1']
    const digest = lineFor(stdout, /^([0-9a-f]{32,}) (\/.*)$/gm, namesOf(path))
    return compare(`package ${owner}`, digest, algorithm ? digestOf(algorithm, join(root, path)) : null)
  }
  return nobody
}

/** `debianOwner`, and of what packages have written from their parts, whether it is made of nothing else. */
const debianMaker = async (question: PackageQuestion): Promise<Owner> => {
  const { path, root = '' } = question
  return isCommonStack(path)
    ? pamOwner(path, root, (part) => debianOwner({ ...question, path: part }))
    : debianOwner(question)
}

/** Asks the package system of this Linux; `unknown` where it has neither dpkg nor RPM. */
export const packageOwner = async (question: PackageQuestion): Promise<Owner> =>
  existsSync('/usr/bin/dpkg-query')
    ? debianMaker(question)
    : existsSync('/usr/bin/rpm')
      ? rpmOwner(question)
      : unknownOwner
