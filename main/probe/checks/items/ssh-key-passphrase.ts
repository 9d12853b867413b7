import { type Check, good, mend, part, unknown } from '../check.ts'
import type { SshKey } from '../readers/ssh-key.ts'
import { sshKeys } from '../readers/ssh-keys.ts'

const everywhere = part<SshKey[]>({
  gather: sshKeys,
  judge(keys) {
    if (keys.length === 0) return null
    const bare = keys.filter((k) => k.encrypted === false)
    if (bare.length > 0) return mend('none', { names: bare.map((k) => k.name).join(', ') })
    const unsure = keys.filter((k) => k.encrypted === null)
    return unsure.length > 0
      ? unknown('key-unreadable', { name: unsure[0]!.name })
      : good({ keys: keys.length })
  },
})

/** Is a stolen SSH key useless without its passphrase? PCs without keys are not asked. */
export const sshKeyPassphrase: Check = {
  id: 'ssh-key-passphrase',
  who: 'desk',
  on: { win32: everywhere, darwin: everywhere, linux: everywhere },
}
