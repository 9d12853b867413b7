import type { Facts, Finding, Severity } from '../../../contract/alert.ts'
import type { NetworkDeviceEvent } from '../../../contract/event.ts'

/** What a rule says of one line, before it becomes a finding. */
export type Told = {
  kind: string
  severity: Severity
  /** What makes it the same story: the rest of the key after the kind. */
  about: string
  facts: Facts
  technique?: string
}

const maxStories = 2_000
const day = 24 * 3_600_000

type Story = { first: number; last: number; count: number; toldAt: number; severity: Severity }

/** What people call the device that wrote the line. Pure. */
export const deviceName = ({ vendor, product, observer }: NetworkDeviceEvent): string =>
  [vendor || product, observer?.name ?? observer?.sender].filter(Boolean).join(' ') || '?'

/** When the line counts as having happened: device clocks may be years off, then the time of receipt. Pure. */
export const happenedAt = (event: NetworkDeviceEvent): number => Date.parse(event.at)

/**
 * Turns what rules say into findings, one incident a story: the first time, then each time its count has doubled,
 * never more often. The least recent of 2,000 stories is forgotten.
 */
export const createStories = () => {
  const stories = new Map<string, Story>()
  return (event: NetworkDeviceEvent, told: Told): Finding[] => {
    const at = happenedAt(event)
    const key = `${told.kind}:${told.about}`
    const known = stories.get(key)
    const fresh = !known || Math.abs(at - known.last) > day
    const story: Story = fresh ? { first: at, last: at, count: 0, toldAt: 0, severity: told.severity } : known
    story.count++
    story.first = Math.min(story.first, at)
    story.last = Math.max(story.last, at)
    stories.delete(key)
    stories.set(key, story)
    const oldest = stories.keys().next().value
    if (stories.size > maxStories && oldest !== undefined) stories.delete(oldest)
    if (story.count < 2 * story.toldAt) return []
    story.toldAt = story.count
    const { kind, severity, facts, technique } = told
    return [
      {
        kind,
        severity,
        key,
        occurredAt: new Date(story.first).toISOString(),
        lastAt: new Date(story.last).toISOString(),
        // What the line does not say is left out, so that the card says 不明.
        facts: Object.fromEntries(
          Object.entries({ device: deviceName(event), count: story.count, ...facts }).filter(
            ([, v]) => v !== '',
          ),
        ),
        evidence: {
          source: event.source,
          format: event.format ?? '',
          vendor: event.vendor,
          product: event.product,
          action: event.action,
          src: event.src,
          dst: event.dst,
          line: event.raw.slice(0, 2000),
          lines: story.count,
          ...(event.signature && { signature: event.signature }),
          ...(event.code && { code: event.code }),
          ...(technique && { technique }),
        },
      },
    ]
  }
}
