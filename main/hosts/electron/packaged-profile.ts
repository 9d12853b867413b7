import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Profile } from '../../contract/profile.ts'
import { checkSigned } from '../../ports/signed-file.ts'
import { openTakenVersions } from '../../ports/taken-versions.ts'
import { readProfile } from '../../setup.ts'

export type PackagedProfileOptions = {
  /** Electron's `resources` folder. */
  resources: string
  dataFolder: string
  /** PEM; empty: this build has no key, so that an unsigned profile is taken. */
  publicKey: string
}

/**
 * The profile that the provider packed into this app; null where there is none. Throws for one that is damaged, not signed
 * by the key of the build, or older than one that this PC has had.
 */
export const readPackagedProfile = ({
  resources,
  dataFolder,
  publicKey,
}: PackagedProfileOptions): Profile | null => {
  const file = join(resources, 'profile.yaml')
  if (!existsSync(file)) return null
  const profile = readProfile(file)
  if (publicKey === '') return profile
  const taken = openTakenVersions(join(dataFolder, 'signed-versions.json'))
  const name = `profile:${profile.id}`
  const signature = existsSync(`${file}.sig`) ? readFileSync(`${file}.sig`, 'utf8') : null
  const answer = checkSigned('profile', readFileSync(file), signature, publicKey, taken.highest(name))
  if (!answer.ok) throw new Error(`${file}: ${answer.problem}`)
  taken.take(name, answer.version)
  return profile
}
