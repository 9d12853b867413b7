import { existsSync } from 'node:fs'
import type { Log } from '../ports/log.ts'
import type { Detector } from '../probe/detectors/detector.ts'
import { createSigmaDetector } from '../probe/detectors/sigma.ts'
import { createCorrelator } from '../probe/sigma/correlator.ts'
import { loadRules, ownRules } from './load-rules.ts'

const products: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  win32: 'windows',
  linux: 'linux',
  darwin: 'macos',
}

/**
 * The Sigma detector of a running app: its own rules and those of the given folders that are there (a provider's). A
 * rule that is refused, or a folder that cannot be read, is logged and costs the others nothing. Never throws.
 */
export const liveSigmaDetector = (
  platform: NodeJS.Platform,
  folders: readonly string[],
  log: Pick<Log, 'warn'>,
): Detector => {
  const load = (from: readonly string[]) => {
    try {
      return loadRules(from)
    } catch (error) {
      log.warn(`rules in ${from.join(', ')} cannot be read: ${String(error)}`)
      return null
    }
  }
  const given = folders.filter((f) => existsSync(f))
  const loaded = load([ownRules, ...given]) ?? load([ownRules]) ?? loadRules([])
  for (const { file, reason } of loaded.refused) log.warn(`rule ${file} refused: ${reason}`)
  return createSigmaDetector({
    rules: loaded.rules,
    product: products[platform] ?? platform,
    correlator: createCorrelator(loaded.correlations),
  })
}
