import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parse } from 'yaml'
import type { HeartbeatSource } from '../consult/channels/heartbeat.ts'
import { type Bundle, bundleFile, bundleText } from '../contract/desk.ts'
import { type Profile, profileSchema } from '../contract/profile.ts'
import { writeJsonFile } from '../ports/json-file.ts'
import type { Log } from '../ports/log.ts'
import { checkSigned } from '../ports/signed-file.ts'
import { openTakenVersions } from '../ports/taken-versions.ts'
import { givenOutRules, readGivenOutRules } from './given-out-rules.ts'
import { givenOutProfile, takenName } from './updated-profile.ts'

export type DeskBundlesOptions = {
  /** The app's own folder. */
  folder: string
  profile: Profile | null
  /** Key of the build (PEM); empty: the profile's own. */
  signingKey: string
  log: Log
}

/**
 * Takes what the desk gives out: profile and rules hold from the next start, block lists from the next look. Only what is signed with the key of
 * the build or of the first profile, is whole, and is not older than what was taken before; anything else is said once in the
 * log and left. Undefined where there is no key to check with: then nothing is fetched.
 */
export const createDeskBundles = ({
  folder,
  profile,
  signingKey,
  log,
}: DeskBundlesOptions): HeartbeatSource['bundles'] => {
  const key = signingKey || (profile?.desk.signingKey ?? '')
  if (!profile || key === '') return undefined
  const { id } = profile
  const versions = openTakenVersions(join(folder, 'signed-versions.json'))
  const notes = join(folder, 'desk-revisions.json')
  const kept = (): Record<string, unknown> => {
    try {
      return JSON.parse(readFileSync(notes, 'utf8')) as Record<string, unknown>
    } catch {
      return {}
    }
  }
  const revisionOf = (what: string) => {
    const known = kept()[what]
    return typeof known === 'string' ? known : ''
  }
  // What somebody removed is fetched again.
  const trust = { key, provider: id }
  const revisions = {
    profile: revisionOf('profile'),
    // So are rules that are not the desk's any more.
    rules: readGivenOutRules(trust, folder, log).length > 0 ? revisionOf('rules') : '',
    blocklists: existsSync(join(folder, 'blocklists', 'desk')) ? revisionOf('blocklists') : '',
  }

  /** One file, so that texts and signature cannot come apart. */
  const storeTogether = (file: string, kept: unknown) => {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    writeJsonFile(file, kept)
  }
  const storeProfile = ({ files, signature }: Bundle) => {
    const next = profileSchema.parse(parse(files[0]!.text))
    if (next.id !== id) throw new Error(`it is the profile of ${next.id}`)
    storeTogether(givenOutProfile(folder), { text: files[0]!.text, signature })
  }
  const plain = (what: 'rules' | 'blocklists', files: Bundle['files']) => {
    if (files.some((f) => !bundleFile[what].test(f.name)))
      throw new Error(`a file of the ${what} has a name that is not plain`)
    return files
  }
  /** Puts all lists in place of those of before. They are read piece by piece, so that each is a file of its own. */
  const storeBlocklists = (files: Bundle['files']) => {
    const [incoming, place] = [join(folder, 'blocklists-incoming'), join(folder, 'blocklists', 'desk')]
    const old = join(folder, 'blocklists-old')
    for (const left of [incoming, old]) rmSync(left, { recursive: true, force: true })
    mkdirSync(incoming, { recursive: true, mode: 0o700 })
    for (const { name, text } of files)
      writeFileSync(join(incoming, name), text, { mode: 0o600, flush: true })
    mkdirSync(place, { recursive: true })
    renameSync(place, old)
    renameSync(incoming, place)
    rmSync(old, { recursive: true, force: true })
  }

  return {
    revisions: () => revisions,
    take(what, bundle) {
      const refuse = (reason: string) => {
        // Not asked for again until the app starts anew or the desk has another one.
        revisions[what] = bundle.revision
        log.warn(`the desk's ${what} were not taken: ${reason}`)
      }
      const name = takenName(what, id)
      const bytes = Buffer.from(bundleText(what, bundle.files))
      const answer = checkSigned(what, bytes, bundle.signature ?? null, key, versions.highest(name))
      if (!answer.ok) return refuse(answer.problem)
      try {
        if (what === 'profile') storeProfile(bundle)
        else if (what === 'rules')
          storeTogether(givenOutRules(folder), {
            files: plain(what, bundle.files),
            signature: bundle.signature,
          })
        else storeBlocklists(plain(what, bundle.files))
      } catch (error) {
        // A full disk may have room later; what is wrong in itself stays wrong.
        if ((error as NodeJS.ErrnoException).syscall) throw error
        return refuse(String(error).slice(0, 300))
      }
      versions.take(name, answer.version)
      writeFileSync(notes, JSON.stringify({ ...kept(), [what]: bundle.revision }), { mode: 0o600 })
      revisions[what] = bundle.revision
      log.info(`took the desk's ${what}, version ${answer.version}`)
    },
  }
}
