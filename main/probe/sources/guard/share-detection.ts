import { statfs } from 'node:fs/promises'

/** `f_type` of file systems whose files other computers may change, or that may hang (linux/magic.h and the drivers). */
const remote: ReadonlySet<number> = new Set([
  0xff534d42, // cifs
  0xfe534d42, // smb3
  0x517b, // smbfs
  0x6969, // nfs
  0x01021997, // 9p
  0x65735546, // fuse: sshfs, rclone, cloud drives
  0x5346414f, // afs
  0x00c36400, // ceph
  0x786f4256, // vboxsf
])
const waitAtMost = 3_000

/**
 * Does this folder lie on a network share? Windows: by its UNC path (a mapped drive letter is not told apart there);
 * macOS: below /Volumes; Linux: by the file system's type. One that does not answer within 3 s is taken for a share.
 */
export const isShareFolder = async (folder: string, platform: NodeJS.Platform): Promise<boolean> => {
  if (platform === 'win32') return folder.startsWith('\\\\') || folder.startsWith('//')
  if (platform === 'darwin') return folder.startsWith('/Volumes/')
  const late = new Promise<true>((resolve) => setTimeout(() => resolve(true), waitAtMost).unref())
  const known = statfs(folder).then(
    (s) => remote.has(Number(s.type) >>> 0),
    () => false,
  )
  return Promise.race([known, late])
}
