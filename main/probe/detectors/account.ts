import type { Detector } from './detector.ts'
import { detail, stateDetector, stateFinding } from './state-finding.ts'

/** A new account on this PC, or somebody who became its administrator (ATT&CK T1136, T1098). */
export const createAccountDetector = (): Detector =>
  stateDetector('account', ['account', 'persistence'], (event) => {
    const member = event.topic === 'account' ? detail(event, 'account') : detail(event, 'member')
    if (event.action !== 'added' || member === '') return null
    const admin = event.topic === 'persistence' || event.details.admin === true
    const kind = admin ? 'admin-added' : 'account-added'
    return stateFinding(event, kind, 'check', `account:${member}`, {
      user: member,
      technique: admin ? 'T1098' : 'T1136',
    })
  })
