import type { Detector } from './detector.ts'
import { detail, stateDetector, stateFinding } from './state-finding.ts'

const kinds: Readonly<Record<string, string>> = {
  antivirus: 'antivirus-off',
  firewall: 'firewall-off',
  updates: 'updates-off',
  backup: 'backup-off',
  watch: 'watch-stopped',
  'watch-memory': 'watch-forgot',
  definitions: 'antivirus-old',
  'updates-paused': 'updates-paused',
  'backup-late': 'backup-late',
}
/** The checks of this PC tell the same of these: one story, whoever sees it first. */
const sameAsCheck: Readonly<Record<string, string>> = {
  definitions: 'check:antivirus-fresh',
  'updates-paused': 'check:updates-automatic',
  'backup-late': 'check:backup-recent',
}

/** A protection that was on is off now (ATT&CK T1562.001): antivirus, firewall, updates, backup, or this app itself. */
export const createProtectionDetector = (): Detector =>
  stateDetector('protection', ['protection'], (event) => {
    const kind = kinds[detail(event, 'what')]
    const wasOn = /"on":true/.test(detail(event, 'before'))
    const isOff =
      event.action === 'removed' ? event.details.on === true || wasOn : event.details.on === false && wasOn
    const check = sameAsCheck[detail(event, 'what')]
    // A product that was taken away does not grow old.
    if (check !== undefined && event.action === 'removed') return null
    if (!kind || !isOff) return null
    // Windows switches its own antivirus off for another maker's; still told, for somebody may only have put up a sham.
    const other = detail(event, 'other')
    if (kind === 'antivirus-off' && other !== '')
      return stateFinding(event, 'antivirus-changed', 'notice', 'protection:antivirus-changed', {
        name: other,
      })
    return stateFinding(
      event,
      kind,
      kind === 'watch-stopped' || check !== undefined ? 'notice' : 'check',
      check ?? `protection:${detail(event, 'what')}`,
      {
        name: event.subject,
        technique: 'T1562.001',
      },
    )
  })
