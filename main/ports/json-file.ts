import { renameSync, writeFileSync } from 'node:fs'

/**
 * Replaces a JSON file in one step: after a crash or on a full disk it holds the old value or the new one, never half of one.
 * Only this user may read it (mode 0600). Its folder must be there. `flush`: the disk has it before the name changes; without,
 * a power cut can leave an empty file. Throws what the system throws.
 */
export const writeJsonFile = (file: string, value: unknown, { flush = true } = {}): void => {
  writeFileSync(`${file}.new`, JSON.stringify(value), { mode: 0o600, flush })
  renameSync(`${file}.new`, file)
}
