import type { Log } from '../ports/log.ts'
import type { RuleFile } from '../ports/rule-files.ts'
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
 * The Sigma detector of a running app: its own rules and `given` ones (a provider's, already proved). A rule that is
 * refused is logged and costs the others nothing. Never throws.
 */
export const liveSigmaDetector = (
  platform: NodeJS.Platform,
  given: readonly RuleFile[],
  log: Pick<Log, 'warn'>,
): Detector => {
  const load = (folders: readonly string[]) => {
    try {
      return loadRules(folders, given)
    } catch (error) {
      log.warn(`rules in ${folders.join(', ')} cannot be read: ${String(error)}`)
      return null
    }
  }
  const loaded = load([ownRules]) ?? loadRules([], given)
  for (const { file, reason } of loaded.refused) log.warn(`rule ${file} refused: ${reason}`)
  return createSigmaDetector({
    rules: loaded.rules,
    product: products[platform] ?? platform,
    correlator: createCorrelator(loaded.correlations),
  })
}
