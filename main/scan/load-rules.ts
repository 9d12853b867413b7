import { resolve } from 'node:path'
import { type RuleFile, readRuleFiles } from '../ports/rule-files.ts'
import { compileCorrelations } from '../probe/sigma/correlation.ts'
import type { Refusal } from '../probe/sigma/rule.ts'
import { createRuleSet, readRules } from '../probe/sigma/rule-set.ts'
import type { ScanRules } from './scan-file.ts'

/** The folder of the rules that come with the app. */
export const ownRules: string = resolve(import.meta.dirname, '../../assets/rules')

/** Rules ready for use, and what was refused or unreadable and why. */
export type LoadedRules = ScanRules & { refused: Refusal[] }

/** Reads and compiles every rule below the folders, and `more` that were read already. Throws where a folder cannot be read. */
export const loadRules = (folders: readonly string[], more: readonly RuleFile[] = []): LoadedRules => {
  const read = folders.map(readRuleFiles)
  const compiled = readRules([...read.flatMap((r) => r.files), ...more])
  const { correlations, refused } = compileCorrelations(compiled.correlations, compiled.rules)
  const unreadable = read
    .flatMap((r) => r.unreadable)
    .map(({ file, code }) => ({ file, id: '', title: '', reason: code }))
  return {
    rules: createRuleSet(compiled.rules),
    correlations,
    refused: [...compiled.refused, ...refused, ...unreadable],
  }
}
