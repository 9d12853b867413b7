import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { bundleFile, bundleText } from '../contract/desk.ts'
import type { RulesTrust } from '../contract/probe.ts'
import type { Profile } from '../contract/profile.ts'
import type { Log } from '../ports/log.ts'
import type { RuleFile } from '../ports/rule-files.ts'
import { checkSigned } from '../ports/signed-file.ts'
import { openTakenVersions } from '../ports/taken-versions.ts'
import { takenName } from './updated-profile.ts'

/** Where the rules that the desk gave out are kept, with their signature: one file, so that they cannot come apart. */
export const givenOutRules = (folder: string): string => join(folder, 'rules', 'desk.json')

const keptSchema = z.object({
  files: z.array(z.object({ name: z.string().regex(bundleFile.rules), text: z.string() })),
  signature: z.string(),
})

/** Whose rules this PC takes; null: nobody's. The key of the build goes before the profile's own. Pure. */
export const rulesTrust = (profile: Profile | null, signingKey: string): RulesTrust | null => {
  const key = signingKey || (profile?.desk.signingKey ?? '')
  return profile && key !== '' ? { key, provider: profile.id } : null
}

/**
 * The desk's rules, checked anew at every start: whole, signed with the key, and not older than what this PC has had.
 * Otherwise none, and the log says why. Never throws.
 */
export const readGivenOutRules = (
  trust: RulesTrust | null,
  folder: string,
  log: Pick<Log, 'warn'>,
): RuleFile[] => {
  if (!trust) return []
  let text: string
  try {
    text = readFileSync(givenOutRules(folder), 'utf8')
  } catch {
    return []
  }
  try {
    const { files, signature } = keptSchema.parse(JSON.parse(text))
    const highest = openTakenVersions(join(folder, 'signed-versions.json')).highest(
      takenName('rules', trust.provider),
    )
    const answer = checkSigned(
      'rules',
      Buffer.from(bundleText('rules', files)),
      signature,
      trust.key,
      highest,
    )
    if (!answer.ok) throw new Error(answer.problem)
    return files.map(({ name, text: rule }) => ({ file: name, text: rule }))
  } catch (error) {
    log.warn(`the desk's rules are not used: ${String(error).slice(0, 300)}`)
    return []
  }
}
