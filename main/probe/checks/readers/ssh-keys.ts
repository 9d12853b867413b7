import { join } from 'node:path'
import type { World } from '../world.ts'
import { readPrivateKey, type SshKey } from './ssh-key.ts'

const longest = 64 * 1024

/** The user's private SSH keys in `~/.ssh`. Only their outer form is read; no key leaves this function. */
export const sshKeys = (world: World): SshKey[] => {
  const folder = join(world.home, '.ssh')
  const names = world.names(folder)
  return names
    .filter((name) => !/\.pub$|^known_hosts|^authorized_keys|^config$/.test(name))
    .flatMap((name) => {
      const path = join(folder, name)
      const seen = world.look(path)
      if (!seen || seen.directory || seen.size > longest) return []
      const key = readPrivateKey(
        name,
        world.read(path) ?? '',
        names.includes(`${name}.pub`) ? world.read(`${path}.pub`) : null,
      )
      return key ? [key] : []
    })
}
