import type { SafeStorage } from 'electron'
import type { Log } from '../../ports/log.ts'
import type { Secrets } from '../../ports/secrets.ts'

/**
 * Wraps a store of secrets so that each value is encrypted with the system's own key (DPAPI, Keychain, libsecret) where
 * there is one. On a Linux without a key ring the file's rights (0600) are the protection, and the log says so.
 */
export const createSafeSecrets = (
  safeStorage: Pick<SafeStorage, 'isEncryptionAvailable' | 'encryptString' | 'decryptString'>,
  file: Secrets,
  log: Log,
): Secrets => {
  const mark = 'safe:'
  return {
    get(name) {
      const stored = file.get(name)
      if (stored === null || !stored.startsWith(mark)) return stored
      try {
        return safeStorage.decryptString(Buffer.from(stored.slice(mark.length), 'base64'))
      } catch (error) {
        // Another user's or a re-installed system's key: the desk then enrols this PC anew.
        log.warn(`secret ${name} cannot be read: ${String(error)}`)
        return null
      }
    },
    set(name, value) {
      if (safeStorage.isEncryptionAvailable()) {
        file.set(name, mark + safeStorage.encryptString(value).toString('base64'))
        return
      }
      log.warn('no system key for secrets: only the rights of the file protect them')
      file.set(name, value)
    },
    remove: (name) => file.remove(name),
  }
}
