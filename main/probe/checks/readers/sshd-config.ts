import { CannotTell } from '../cannot-tell.ts'
import type { World } from '../world.ts'
import { confFiles } from './ini.ts'

const main = '/etc/ssh/sshd_config'

/**
 * Settings of the SSH server outside of `Match` blocks, by lower-case name. The first value wins, and included files
 * count where they stand (sshd_config(5)). Pure but for `include`.
 */
export const readSshdConfig = (text: string, include: (pattern: string) => string[]): Map<string, string> => {
  const settings = new Map<string, string>()
  for (const raw of text.split('\n')) {
    const pair = /^\s*([A-Za-z]+)[\s=]+(.+?)\s*$/.exec(raw)
    if (!pair) continue
    const name = pair[1]!.toLowerCase()
    if (name === 'match') break
    if (name !== 'include') {
      if (!settings.has(name)) settings.set(name, pair[2]!.toLowerCase())
      continue
    }
    for (const more of include(pair[2]!))
      for (const [k, v] of readSshdConfig(more, () => [])) if (!settings.has(k)) settings.set(k, v)
  }
  return settings
}

/** The server's settings on this Linux; null where it is not installed. */
export const sshdConfig = (world: World): Map<string, string> | null => {
  const text = world.read(main)
  if (text === null) return null
  return readSshdConfig(text, (pattern) => {
    const folder = /^(\/\S+)\/\*\.conf$/.exec(pattern)?.[1]
    if (!folder) throw new CannotTell('file-unreadable', { file: main })
    return confFiles(world, folder).map((file) => world.read(file) ?? '')
  })
}
