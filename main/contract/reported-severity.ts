import type { Severity } from './alert.ts'

/**
 * Cases that cannot wait until somebody has time: files that are being lost, a stranger who is in the PC, money that a bank can still stop
 * within the hour. All others: today.
 */
const urgent = new Set(['files-locked', 'remote-control', 'fake-boss', 'voice-phishing'])

/** How urgent a case is that people report, by the name of its situation (`files-locked`). */
export const reportedSeverity = (situation: string): Severity => (urgent.has(situation) ? 'urgent' : 'check')

/** The kind of an incident that people report or practise, and its situation back; null for what the app itself found. */
export const reportedKind = (situation: string): string => `reported-${situation}`
export const situationOfKind = (kind: string): string | null =>
  kind.startsWith('reported-') ? kind.slice('reported-'.length) : null
