import type { UpdateInfo } from 'electron-updater'
import { checkSigned } from '../../ports/signed-file.ts'

/** What the provider signs of an update: its version and the hash of each file, as they stand in the update's YAML. */
export const updateBytes = (info: Pick<UpdateInfo, 'version' | 'files'>): Buffer =>
  Buffer.from([info.version, ...info.files.map((f) => `${f.sha512} ${f.url}`)].join('\n'))

/** Does the update carry `otasukeSignature`, made with the key of this build over exactly these files? Pure. */
export const isSignedUpdate = (info: UpdateInfo, publicKey: string): boolean => {
  const { otasukeSignature } = info as { otasukeSignature?: unknown }
  const text = typeof otasukeSignature === 'string' ? otasukeSignature : null
  return publicKey !== '' && checkSigned('update', updateBytes(info), text, publicKey, 0).ok
}
