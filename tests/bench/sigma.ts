// npm run bench -- sigma: the detection engine over recorded events. JSON lines; needs ../shared/data.
import { join } from 'node:path'
import type { LogEvent } from '../../main/contract/event.ts'
import { readRuleFiles } from '../../main/ports/rule-files.ts'
import { createRuleSet, readRules } from '../../main/probe/sigma/rule-set.ts'
import { loadRules, ownRules } from '../../main/scan/load-rules.ts'
import { type FileScan, type ScanRules, scanText } from '../../main/scan/scan-file.ts'
import { eventsOf, expectedMatches, hasRecordedData, recordedData, windowsRecordings } from './recordings.ts'

const print = (row: Record<string, unknown>) => console.log(JSON.stringify(row))
const round = (n: number) => Math.round(n * 10) / 10
const heapMb = () => {
  globalThis.gc?.()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return (heapUsed + arrayBuffers) / 1e6
}
/** Processor time of this process so far, in ms: other work on the machine does not count. */
const cpuMs = () => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}
const share = (part: number, whole: number) => round((100 * part) / whole)

if (!hasRecordedData) {
  console.error(`no recorded data at ${recordedData}`)
  process.exit(2)
}

const sigma = join(recordedData, 'sigma')
const texts = readRuleFiles(sigma).files
const windowsTexts = texts.filter((t) => /^\s+product: windows\s*$/m.test(t.text))
const before = heapMb()
let begun = performance.now()
const windowsRules = readRules(windowsTexts)
const windowsSet = createRuleSet(windowsRules.rules)
const loadMs = performance.now() - begun
print({
  bench: 'load',
  rules: windowsRules.rules.length,
  loadMs: round(loadMs),
  heldMb: round(heapMb() - before),
})

begun = performance.now()
const all = readRules(texts)
print({
  bench: 'load-all',
  files: texts.length,
  rules: all.rules.length,
  refused: all.refused.length,
  loadMs: round(performance.now() - begun),
})

const recordings = windowsRecordings()
begun = performance.now()
const events: LogEvent[] = recordings.flatMap((r) => eventsOf(r.text))
const parseMs = performance.now() - begun
const bytes = recordings.reduce((n, r) => n + r.text.length, 0)
print({
  bench: 'xml',
  events: events.length,
  mb: round(bytes / 1e6),
  eventsPerSecond: Math.round((1000 * events.length) / parseMs),
})

const sample = (count: number) =>
  Array.from(
    { length: count },
    (_, i) => windowsRules.rules[Math.floor((i * windowsRules.rules.length) / count)]!,
  )
for (const count of [100, 1000, windowsRules.rules.length]) {
  const set = count === windowsRules.rules.length ? windowsSet : createRuleSet(sample(count))
  const rounds = Array.from({ length: 8 }, () => {
    const start = performance.now()
    const cpu = cpuMs()
    let matches = 0
    for (const event of events) matches += set.match(event).length
    return { ms: performance.now() - start, cpu: cpuMs() - cpu, matches }
  })
  const best = Math.min(...rounds.map((r) => r.ms))
  print({
    bench: 'match',
    rules: count,
    events: events.length,
    matches: rounds[0]?.matches,
    firstRoundEventsPerSecond: Math.round((1000 * events.length) / (rounds[0]?.ms ?? 1)),
    eventsPerSecond: Math.round((1000 * events.length) / best),
    cpuEventsPerSecond: Math.round((1000 * events.length) / Math.min(...rounds.map((r) => r.cpu))),
    microsecondsPerEvent: round((1000 * best) / events.length),
  })
}

const expected = expectedMatches()
const everything = createRuleSet(all.rules)
const missed = expected.filter(
  (e) => !eventsOf(e.text).some((event) => everything.match(event).some((m) => m.rule.id === e.ruleId)),
)
print({
  bench: 'sigma-regression',
  recordings: expected.length,
  matched: expected.length - missed.length,
  missed: missed.map((m) => m.ruleId),
})

const told = (scan: FileScan) => scan.alerts.some((a) => a.severity !== 'notice')
const medium = (scan: FileScan) => scan.matches.some((m) => ['medium', 'high', 'critical'].includes(m.level))
const report = (name: string, rules: ScanRules, files: typeof recordings) => {
  const start = performance.now()
  const scans = files.map((f) => scanText([f.text], rules, Date.now()))
  const counts = scans.map((s) => s.alerts.length).sort((a, b) => a - b)
  print({
    bench: 'windows-events',
    rules: name,
    recordings: files.length,
    anyMatchPercent: share(scans.filter((s) => s.matches.length > 0).length, files.length),
    mediumMatchPercent: share(scans.filter(medium).length, files.length),
    toldAtCheckPercent: share(scans.filter(told).length, files.length),
    alertsMedian: counts[Math.floor(counts.length / 2)],
    alerts95th: counts[Math.floor(counts.length * 0.95)],
    alertsMost: counts.at(-1),
    ms: Math.round(performance.now() - start),
  })
}
const withoutSysmon = recordings
  .map((r) => ({
    ...r,
    text: r.text
      .split('\n')
      .filter((l) => !l.includes('Microsoft-Windows-Sysmon'))
      .join('\n'),
  }))
  .filter((r) => r.text.trim() !== '')
report('SigmaHQ', { rules: everything, correlations: [] }, recordings)
report('SigmaHQ and own', loadRules([sigma, ownRules]), recordings)
report('own', loadRules([ownRules]), recordings)
report('own, no Sysmon', loadRules([ownRules]), withoutSysmon)
print({ bench: 'memory', peakMb: round(process.resourceUsage().maxRSS / 1024) })
