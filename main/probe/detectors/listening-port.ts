import { isLauncher } from '../normalise/state/launch-target.ts'
import type { Detector } from './detector.ts'
import { detail, stateDetector, stateFinding } from './state-finding.ts'

/**
 * A program opened a door that others on the network can reach. One whose maker is known is told quietly, unless it runs
 * whatever it is given.
 */
export const createListeningPortDetector = (): Detector =>
  stateDetector('listening-port', ['listening-port'], (event) => {
    if (event.action !== 'added') return null
    const program = detail(event, 'program')
    const facts = {
      port: detail(event, 'port'),
      ...(program ? { program: program.split(/[\\/]/).at(-1) ?? program } : {}),
    }
    return stateFinding(
      event,
      'port-opened',
      event.details.trust === 'trusted' && !isLauncher(program) ? 'notice' : 'check',
      `port:${event.subject}`,
      facts,
    )
  })
