import { CannotTell } from '../cannot-tell.ts'
import { type Check, good, mend, part } from '../check.ts'

const everywhere = part({
  gather(world) {
    const { sources } = world.app()
    if (sources === null || sources.length === 0) throw new CannotTell('app-not-running')
    return sources
  },
  judge(sources) {
    const blind = sources.filter((s) => s.state !== 'watching' && s.state !== 'starting')
    const facts = { watching: sources.length - blind.length, blind: blind.length }
    return blind.length === 0 ? good(facts) : mend('blind', facts)
  },
})

/** Does every watcher of this app watch? */
export const appWatchers: Check = {
  id: 'app-watchers',
  who: 'desk',
  on: { win32: everywhere, darwin: everywhere, linux: everywhere },
}
