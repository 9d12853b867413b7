import { belongs, merge } from '../alerts/merge.ts'
import { createStories } from '../alerts/story.ts'
import type { Alert } from '../contract/alert.ts'
import type { Event } from '../contract/event.ts'
import { createNetworkDeviceDetector } from '../probe/detectors/network-device.ts'
import { createPasswordGuessingDetector } from '../probe/detectors/password-guessing.ts'
import { createSigmaDetector } from '../probe/detectors/sigma.ts'
import type { Correlation } from '../probe/sigma/correlation.ts'
import { createCorrelator } from '../probe/sigma/correlator.ts'
import type { Level } from '../probe/sigma/rule.ts'
import type { RuleSet } from '../probe/sigma/rule-set.ts'
import { createRecordReader, type LogFormat } from './log-format.ts'
import { readRecords } from './record-stream.ts'

/** What one recorded log holds. */
export type FileScan = {
  format: LogFormat
  events: number
  /** Records that could not be read. */
  unreadable: number
  matches: { ruleId: string; title: string; level: Level; count: number }[]
  alerts: Alert[]
}

export type ScanRules = { rules: RuleSet; correlations: readonly Correlation[] }

/** Lines about too many tries, where the tries themselves made an incident: one story, told once. */
const toldTwice = (alert: Alert, all: readonly Alert[]): boolean =>
  alert.kind === 'network-login-guessing' && all.some(({ kind }) => kind.startsWith('password-guess'))

/**
 * Runs one log's text through normaliser, detectors and incidents, exactly as live records go. `onEvent` hears every event.
 * Pure but for `pieces`.
 */
export const scanText = (
  pieces: Iterable<string>,
  { rules, correlations }: ScanRules,
  now: number,
  onEvent: (event: Event) => void = () => {},
): FileScan => {
  const stream = readRecords(pieces)
  const read = createRecordReader(stream.format, now)
  const counts = new Map<string, FileScan['matches'][number]>()
  const product = stream.format === 'windows-xml' ? 'windows' : 'linux'
  const detectors = [
    createPasswordGuessingDetector(),
    createNetworkDeviceDetector({ offsetMinutes: (ms) => -new Date(ms).getTimezoneOffset() }),
    createSigmaDetector({
      rules,
      product,
      correlator: createCorrelator(correlations),
      onMatch({ rule }) {
        const known = counts.get(rule.id)
        if (known) known.count += 1
        else counts.set(rule.id, { ruleId: rule.id, title: rule.title, level: rule.level, count: 1 })
      },
    }),
  ]
  const stories = createStories()
  const alerts: Alert[] = []
  let deviceUnreadable = 0
  const take = (event: Event) => {
    onEvent(event)
    if (event.category === 'network-device' && event.kind === 'unreadable') deviceUnreadable += 1
    for (const detector of detectors) {
      if (!detector.needs.includes(event.category)) continue
      for (const found of detector.onEvent(event)) {
        const finding = stories.tell(found)
        const at = alerts.findLastIndex((a) => belongs(a, finding))
        const { alert } = merge(alerts[at] ?? null, finding, finding.lastAt, String(alerts.length + 1))
        if (at < 0) alerts.push(alert)
        else alerts[at] = alert
      }
    }
  }
  let events = 0
  let unreadable = 0
  for (const text of stream.records) {
    const found = read(text)
    if (!found) unreadable += 1
    else {
      events += 1
      found.forEach(take)
    }
  }
  return {
    format: stream.format,
    events,
    unreadable: unreadable + deviceUnreadable + stream.broken(),
    matches: [...counts.values()],
    alerts: alerts.filter((a) => !toldTwice(a, alerts)),
  }
}
