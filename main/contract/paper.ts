/** All papers of this app, in the order of the list. */
export const paperKinds = [
  'flash-report',
  'claim-pack',
  'common-form',
  'privacy-draft',
  'customer-letter',
  'police-sheet',
  'hand-over-sheet',
  'drill-record',
  'emergency-card',
  'statement',
  'check-sheet',
  'monthly-report',
] as const
export type PaperKind = (typeof paperKinds)[number]
