import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { readRegularText } from '../../../ports/regular-file.ts'
import { type PamProfile, profilesBehind } from '../../normalise/state/pam-stack.ts'
import { nobody, type Owner } from './owner.ts'

const templates = '/usr/share/pam'
const profiles = '/usr/share/pam-configs'
const common = /^\/etc\/pam\.d\/(common-(auth|account|password|session|session-noninteractive))$/
const mostProfiles = 100

/** Is it a stack that pam-auth-update(8) writes, and no package brings? Pure. */
export const isCommonStack = (path: string): boolean => common.test(path)

/**
 * Debian writes the common stacks of PAM anew whenever a package with a part of them comes or goes. One that holds nothing but what
 * the template and the profiles of packages give is `trusted`; whether those are still as their packages brought them is asked of
 * `ownerOf`. `root` is for tests. Rejects never.
 */
export const pamOwner = async (
  path: string,
  root: string,
  ownerOf: (path: string) => Promise<Owner>,
): Promise<Owner> => {
  const [, file, stack] = common.exec(path) ?? []
  if (file === undefined || stack === undefined) return nobody
  let text: string
  let template: string
  let all: PamProfile[]
  try {
    text = readRegularText(join(root, path))
    template = readRegularText(join(root, templates, file))
    all = readdirSync(join(root, profiles))
      .slice(0, mostProfiles)
      .map((name) => ({
        path: `${profiles}/${name}`,
        text: readRegularText(join(root, profiles, name)),
      }))
  } catch {
    return nobody
  }
  const behind = profilesBehind(text, template, all, stack)
  if (behind === null) return nobody
  const brought = [`${templates}/${file}`, ...behind.map((p) => p.path)]
  const owners = await Promise.all(brought.map(ownerOf))
  return owners.every((o) => o.trust === 'trusted') ? { trust: 'trusted', owner: 'pam-auth-update' } : nobody
}
