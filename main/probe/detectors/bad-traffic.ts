import type { Detector } from './detector.ts'
import { detail, stateDetector, stateFinding } from './state-finding.ts'

/** This PC talks to an address that is known to be bad (ATT&CK T1071), or sends mail in masses (T1114, T1566). */
export const createBadTrafficDetector = (): Detector =>
  stateDetector('bad-traffic', ['bad-address', 'mail-burst'], (event) => {
    if (event.topic === 'mail-burst')
      return stateFinding(event, 'mail-burst', 'check', 'mail-burst', {
        count: detail(event, 'count'),
        minutes: detail(event, 'minutes'),
      })
    const program = detail(event, 'program')
    return stateFinding(event, 'bad-address', 'urgent', `bad-address:${event.subject}`, {
      address: event.subject,
      list: detail(event, 'list'),
      listDays: detail(event, 'listDays'),
      ...(program ? { program: program.split(/[\\/]/).at(-1) ?? program } : {}),
      technique: 'T1071',
    })
  })
