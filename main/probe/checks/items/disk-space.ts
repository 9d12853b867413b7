import { type Check, good, mend, part } from '../check.ts'

const gigabyte = 1e9
/** Windows wants about this much for its yearly version. */
const least = 10 * gigabyte

const onVolume = (link?: string) =>
  part<{ size: number; free: number }>({
    ...(link && { link }),
    // The home's volume, as the user may see it.
    gather: (world) => world.space(world.home),
    judge({ size, free }) {
      const facts = { free: Math.floor(free / gigabyte), size: Math.floor(size / gigabyte) }
      return free < least && free < size / 10 ? mend('full', facts) : good(facts)
    },
  })

/** Is there room to work and to update? */
export const diskSpace: Check = {
  id: 'disk-space',
  who: 'you',
  on: {
    win32: onVolume('ms-settings:storagesense'),
    darwin: onVolume('x-apple.systempreferences:com.apple.settings.Storage'),
    linux: onVolume(),
  },
}
