import { join } from 'node:path'
import { readRegularText } from '../../../ports/regular-file.ts'
import { readAdmins, readPasswd } from '../../normalise/state/network-settings.ts'
import type { StateEntry } from '../../normalise/state/state-diff.ts'
import { readMembers } from '../../normalise/state/tool-output.ts'
import type { Source, SourceContext } from '../source.ts'
import { createStateWatch, type GroupRead, type StateGroup } from './state-watch.ts'

const account = (name: string, details: StateEntry['details'] = {}): StateEntry => ({
  key: name,
  subject: name,
  details: { ...details, account: name },
})
const admin = (group: string, member: string): StateEntry => ({
  key: `${group}:${member}`,
  subject: member,
  details: { admin: true, group, account: member },
})

/** There is no PC without an account and an administrator: half an answer must not make the other half new. */
const someOf = (entries: StateEntry[] | null): StateEntry[] | null =>
  entries === null || entries.length === 0 ? null : entries

const fromFile = (file: string, read: (text: string) => StateEntry[] | null): GroupRead => {
  try {
    const text = readRegularText(file)
    const entries = text.trim() === '' ? null : read(text)
    return entries
      ? { entries }
      : { unread: { code: 'tool-failed', params: { tool: file, detail: 'empty' } } }
  } catch {
    return { unread: { code: 'no-permission', params: { file } } }
  }
}
const fromTool = async (
  { run }: SourceContext,
  file: string,
  args: readonly string[],
  read: (text: string) => StateEntry[] | null,
  encoding?: string,
): Promise<GroupRead> => {
  const { code, stdout, problem } = await run.run(file, args, encoding ? { encoding } : {})
  const entries = code === 0 ? someOf(read(stdout)) : null
  return entries
    ? { entries }
    : { unread: { code: 'tool-failed', params: { tool: file, detail: problem ?? `exit ${code}` } } }
}

const groups: Readonly<Partial<Record<NodeJS.Platform, (root: string) => StateGroup[]>>> = {
  linux: (root) => [
    {
      id: 'accounts',
      read: () =>
        fromFile(join(root, 'etc/passwd'), (text) =>
          someOf(readPasswd(text).map(({ name, uid, shell }) => account(name, { uid, shell }))),
        ),
    },
    {
      id: 'admins',
      read: () =>
        fromFile(join(root, 'etc/group'), (text) =>
          readAdmins(text).map(({ group, member }) => admin(group, member)),
        ),
    },
  ],
  win32: () => [
    {
      id: 'accounts',
      // `net user` prints names in columns of 25 characters between a rule and a closing sentence.
      read: (context) =>
        fromTool(
          context,
          'net',
          ['user'],
          (text) =>
            readMembers(text)?.flatMap((e) =>
              e.subject
                .split(/\s{2,}/)
                .filter(Boolean)
                .map((n) => account(n)),
            ) ?? null,
          'cp932',
        ),
    },
  ],
  darwin: () => [
    {
      id: 'accounts',
      read: (context) =>
        fromTool(context, '/usr/bin/dscl', ['.', '-list', '/Users', 'UniqueID'], (text) =>
          [...text.matchAll(/^(\S+)\s+(\d+)$/gm)]
            // Accounts of the system begin with an underscore; a small number hides one from the sign-in screen.
            .filter(([, name = '']) => !/^(?:_.*|root|daemon|nobody)$/.test(name))
            .map((m) => account(m[1] ?? '', { uid: Number(m[2]) })),
        ),
    },
    {
      id: 'admins',
      read: (context) =>
        fromTool(context, '/usr/bin/dscl', ['.', '-read', '/Groups/admin', 'GroupMembership'], (text) =>
          text
            .replace(/^GroupMembership:/, '')
            .trim()
            .split(/\s+/)
            .filter(Boolean)
            .map((member) => admin('admin', member)),
        ),
    },
  ],
}

/** Accounts of this PC and who may administer it. (Members of Windows' Administrators are a row of the persistence table.) */
export const createAccounts = (platform: NodeJS.Platform, root = '/'): Source =>
  createStateWatch({
    id: `accounts-${platform}`,
    topic: 'account',
    every: platform === 'linux' ? 20_000 : 50_000,
    groups: groups[platform]?.(root) ?? [],
  })
