import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import type { BundleKind } from '../contract/desk.ts'
import { type Profile, profileSchema } from '../contract/profile.ts'
import type { Log } from '../ports/log.ts'
import { checkSigned } from '../ports/signed-file.ts'
import { openTakenVersions } from '../ports/taken-versions.ts'

/** Where a profile that the desk gave out is kept, with its signature. */
export const givenOutProfile = (folder: string): string => join(folder, 'desk-profile.json')

/** Under which name the highest version taken from the desk is remembered; apart from what came with the app. */
export const takenName = (what: BundleKind, id: string): string => `desk-${what}:${id}`

const keptSchema = z.object({ text: z.string(), signature: z.string() })

/**
 * The profile to start with: the desk's newer one in place of the `first`, if it is signed with the key of the build (or of
 * the first profile) and newer than what came signed with the app. Never throws: with any doubt it is the first one.
 */
export const updatedProfile = (
  first: Profile | null,
  { folder, signingKey, log }: { folder: string; signingKey: string; log: Log },
): Profile | null => {
  const key = signingKey || (first?.desk.signingKey ?? '')
  if (!first || key === '') return first
  let kept: z.infer<typeof keptSchema>
  try {
    kept = keptSchema.parse(JSON.parse(readFileSync(givenOutProfile(folder), 'utf8')))
  } catch {
    return first
  }
  const versions = openTakenVersions(join(folder, 'signed-versions.json'))
  const atLeast = Math.max(
    versions.highest(takenName('profile', first.id)),
    versions.highest(`profile:${first.id}`) + 1,
  )
  const answer = checkSigned('profile', Buffer.from(kept.text), kept.signature, key, atLeast)
  try {
    if (!answer.ok) throw new Error(answer.problem)
    const next = profileSchema.parse(parse(kept.text))
    if (next.id !== first.id) throw new Error(`it is the profile of ${next.id}`)
    // The mark's image lies beside the first profile.
    return { ...next, markImage: first.markImage }
  } catch (error) {
    log.warn(`the profile of the desk is not used: ${String(error)}`)
    return first
  }
}
