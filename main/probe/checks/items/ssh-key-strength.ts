import { type Check, good, mend, part, unknown } from '../check.ts'
import type { SshKey } from '../readers/ssh-key.ts'
import { sshKeys } from '../readers/ssh-keys.ts'

/** NIST SP 800-131A: RSA below 2,048 bits and DSA are not to be used. */
const smallestRsa = 2048
const isWeak = (k: SshKey) =>
  k.type === 'ssh-dss' || (k.type === 'ssh-rsa' && k.bits !== null && k.bits < smallestRsa)

const everywhere = part<SshKey[]>({
  gather: sshKeys,
  judge(keys) {
    if (keys.length === 0) return null
    const weak = keys.filter(isWeak)
    if (weak.length > 0) return mend('weak', { names: weak.map((k) => k.name).join(', ') })
    const unsure = keys.find((k) => k.type === null)
    return unsure ? unknown('key-unreadable', { name: unsure.name }) : good({ keys: keys.length })
  },
})

/** Are the SSH keys strong enough? */
export const sshKeyStrength: Check = {
  id: 'ssh-key-strength',
  who: 'desk',
  on: { win32: everywhere, darwin: everywhere, linux: everywhere },
}
