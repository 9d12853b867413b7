import type { Detector } from './detector.ts'
import { detail, stateDetector, stateFinding } from './state-finding.ts'

/** A new account on this PC, or somebody who became its administrator (ATT&CK T1136, T1098). */
export const createAccountDetector = (): Detector =>
  stateDetector('account', ['account', 'persistence'], (event) => {
    const member = event.topic === 'account' ? detail(event, 'account') : detail(event, 'member')
    // On Linux number 0 is the administrator, whatever the name; an account can be given it later.
    const isRoot = event.topic === 'account' && event.details.uid === 0
    const becameRoot = event.action === 'changed' && isRoot && !/"uid":0\b/.test(detail(event, 'before'))
    if ((event.action !== 'added' && !becameRoot) || member === '') return null
    const admin = event.topic === 'persistence' || event.details.admin === true || isRoot
    const kind = admin ? 'admin-added' : 'account-added'
    return stateFinding(event, kind, 'check', `account:${member}`, {
      user: member,
      technique: admin ? 'T1098' : 'T1136',
    })
  })
