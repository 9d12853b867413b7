import { z } from 'zod'
import { type Check, good, mend, part } from '../check.ts'
import { macServiceOn } from '../readers/mac-services.ts'
import { openPorts } from '../readers/open-ports.ts'
import { sshdConfig } from '../readers/sshd-config.ts'

/** Can somebody sign in over the network with a password alone (SSH)? */
export const remoteLogin: Check = {
  id: 'remote-login',
  who: 'desk',
  on: {
    win32: part({
      gather: (world) =>
        world.windows('services', z.array(z.object({ name: z.string(), running: z.boolean() }))),
      judge: (services) => (services.some((s) => s.name === 'sshd' && s.running) ? mend('on') : good()),
    }),
    darwin: part({
      who: 'you',
      link: 'x-apple.systempreferences:com.apple.Sharing-Settings.extension',
      gather: (world) => macServiceOn(world, 'com.openssh.sshd'),
      judge: (on) => (on ? mend('on') : good()),
    }),
    linux: part({
      gather(world) {
        const config = sshdConfig(world)
        return {
          listens: config !== null && openPorts(world).has(Number(config.get('port') ?? 22)),
          password: config?.get('passwordauthentication') ?? 'yes',
          root: config?.get('permitrootlogin') ?? 'prohibit-password',
        }
      },
      judge({ listens, password, root }) {
        if (!listens) return good()
        if (root === 'yes' && password === 'yes') return mend('root')
        return password === 'no' ? good({ keysOnly: 1 }) : mend('password')
      },
    }),
  },
}
