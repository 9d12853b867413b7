import { join } from 'node:path'
import type { RulesTrust } from './contract/probe.ts'
import { readGivenOutRules } from './core/given-out-rules.ts'
import { createFileLog } from './ports/log.ts'
import type { Paths } from './ports/paths.ts'
import type { Detector } from './probe/detectors/detector.ts'
import { platformDetectors } from './probe/detectors/registry.ts'
import type { CanaryWish } from './probe/sources/guard/canary-roots.ts'
import { platformSources } from './probe/sources/registry.ts'
import type { Source } from './probe/sources/source.ts'
import { liveSigmaDetector } from './scan/live-detector.ts'

/**
 * What this PC is watched with. `guardFolders` replaces the user's document folders where it is not empty; an engineer's
 * folders get no canaries, and none are taken away from the user's meanwhile. `supportTools`: the provider's own remote-control tools; `rules`: whose further rules are taken.
 */
export const watchers = (
  paths: Paths,
  guardFolders: readonly string[],
  extraFolders: readonly string[],
  canaries: CanaryWish,
  supportTools: readonly string[] = [],
  rules: RulesTrust | null = null,
): { sources: Source[]; detectors: Detector[] } => {
  const folders = guardFolders.length > 0 ? guardFolders : [...paths.documents, ...extraFolders]
  const log = createFileLog(join(paths.data, 'log', 'rules.log'))
  return {
    sources: platformSources(process.platform, {
      guardFolders: folders,
      canaries: guardFolders.length === 0 ? canaries : 'leave',
    }),
    detectors: [
      ...platformDetectors({ allowedRemoteTools: supportTools }),
      liveSigmaDetector(process.platform, readGivenOutRules(rules, paths.data, log), log),
    ],
  }
}
