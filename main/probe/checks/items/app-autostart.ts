import { type Check, good, mend, part, unknown } from '../check.ts'
import type { AppFacts } from '../world.ts'

const everywhere = part<AppFacts>({
  gather: (world) => world.app(),
  judge: ({ autostart }) =>
    autostart === null ? unknown('autostart-unknown') : autostart ? good() : mend('off'),
})

/** Does this app start together with the PC? */
export const appAutostart: Check = {
  id: 'app-autostart',
  who: 'you',
  on: { win32: everywhere, darwin: everywhere, linux: everywhere },
}
