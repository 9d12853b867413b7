import { readFile } from 'node:fs/promises'

/** A mounted file system: where, and whether other computers may change its files or it may hang. */
export type Mount = { path: string; isRemote: boolean }

/** Names of file systems (mount(8), and those of the drivers) whose files lie elsewhere. `fuseblk` is a disk of this PC (NTFS). */
const remote =
  /^(cifs|smb3|smbfs|nfs\d?|9p|afs|ceph|lustre|vboxsf|davfs|ncpfs|autofs|virtiofs|prl_fs|vmhgfs|fuse|fuse\..+)$/

/** The table writes blanks, tabs, line ends and backslashes as octal numbers; other bytes as they are. */
const plain = (path: string): string =>
  path.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)))

/** Reads `/proc/self/mountinfo` (proc_pid_mountinfo(5)), in order of mounting. Pure. */
export const parseMounts = (text: string): Mount[] =>
  text.split('\n').flatMap((line) => {
    const fields = line.split(' ')
    const path = fields[4]
    const type = fields[fields.indexOf('-', 6) + 1]
    if (path === undefined || type === undefined || !fields.includes('-')) return []
    return [{ path: plain(path), isRemote: remote.test(type) }]
  })

/** The mounts of this PC, without touching any of them; none where the system has no such table. */
export const readMounts = async (platform: NodeJS.Platform): Promise<Mount[]> =>
  platform === 'linux' ? parseMounts(await readFile('/proc/self/mountinfo', 'utf8').catch(() => '')) : []

/** Is the path this folder, or below it? */
export const isIn = (path: string, folder: string): boolean =>
  path === folder || path.startsWith(folder === '/' ? '/' : `${folder}/`)

/**
 * Does this folder (an absolute path, without links) lie on a network share? Windows: by its UNC path, as which the system
 * also names a mapped drive; macOS: below /Volumes; Linux: by the table of mounts, so that one that hangs is not touched.
 */
export const isShareFolder = (
  folder: string,
  platform: NodeJS.Platform,
  mounts: readonly Mount[],
): boolean => {
  if (platform === 'win32') return folder.startsWith('\\\\') || folder.startsWith('//')
  if (platform === 'darwin') return folder.startsWith('/Volumes/')
  // Of several mounts on one path the last one counts.
  const over = mounts.filter((m) => isIn(folder, m.path))
  return (
    over.reduce<Mount | null>((best, m) => (best && best.path.length > m.path.length ? best : m), null)
      ?.isRemote ?? false
  )
}

/** Shares that are mounted somewhere within this folder. */
export const sharesWithin = (folder: string, mounts: readonly Mount[]): string[] => [
  ...new Set(
    mounts
      .filter((m) => m.path !== folder && isIn(m.path, folder) && isShareFolder(m.path, 'linux', mounts))
      .map((m) => m.path),
  ),
]
