import {
  type Evidence,
  type Facts,
  type Finding,
  rank,
  type Severity,
  worseSeverity,
} from '../contract/alert.ts'

/** Findings of one PC without other link belong together within this time: half an hour, in ms. */
export const sameTime = 30 * 60_000
/** Findings with a common process or person belong together within this time: a day, in ms. */
export const sameActor = 24 * 3_600_000

type Links = { host: string; processes: readonly string[]; users: readonly string[] }
type RuleEvidence = { id: string; level: string; techniques: readonly string[] }

/** What is remembered of one story. */
type Story = {
  key: string
  host: string
  first: number
  last: number
  processes: Set<string>
  users: Set<string>
  rules: Map<string, RuleEvidence>
  techniques: Set<string>
  events: unknown[]
  severity: Severity
  lead: { severity: Severity; facts: Facts; technique: boolean }
  count: number
}

/** Accounts that everything on a PC runs under; sharing them links nothing. */
const machineUsers = new Set([
  'system',
  'local service',
  'network service',
  'localsystem',
  'root',
  'anonymous logon',
])
const mostStories = 200
const mostRules = 40
const mostEvents = 20
const mostLinks = 200

const list = (v: unknown): unknown[] => (Array.isArray(v) ? v : [])
const texts = (v: unknown): string[] => list(v).filter((x) => typeof x === 'string')
const map = (v: unknown): Record<string, unknown> =>
  typeof v === 'object' && v !== null && !Array.isArray(v) ? (v as Record<string, unknown>) : {}

/** How the findings of a detector hang together; findings without such evidence make a story of their own. */
const linksOf = (evidence: Evidence): Links => {
  const links = map(evidence.links)
  return {
    host: typeof links.host === 'string' ? links.host : '',
    processes: texts(links.processes),
    users: texts(links.users).filter((u) => !machineUsers.has(u) && !u.endsWith('$')),
  }
}
const rulesOf = (evidence: Evidence): RuleEvidence[] =>
  list(evidence.rules).map((r) => {
    const rule = map(r)
    return {
      ...rule,
      id: String(rule.id ?? ''),
      level: String(rule.level ?? ''),
      techniques: texts(rule.techniques),
    }
  })

const belongs = (story: Story, links: Links, at: number): boolean => {
  if (story.host !== links.host) return false
  const gap = at < story.first ? story.first - at : Math.max(0, at - story.last)
  if (gap <= sameTime) return true
  if (gap > sameActor) return false
  return links.processes.some((p) => story.processes.has(p)) || links.users.some((u) => story.users.has(u))
}

const addBounded = (set: Set<string>, values: readonly string[]) => {
  for (const v of values) if (set.size < mostLinks) set.add(v)
}

/**
 * Signs of different kinds that come together weigh more than one: three different techniques, each told by a rule of
 * level `high` or above, mean that somebody is at work.
 */
const corroborated = (story: Story): Severity => {
  const told = [...story.rules.values()]
  const strong = new Set(
    told.filter((r) => r.level === 'high' || r.level === 'critical').flatMap((r) => r.techniques),
  )
  const parents = new Set([...strong].map((t) => t.slice(0, 5)))
  return story.severity === 'check' && parents.size >= 3 ? 'urgent' : story.severity
}

const newStory = (key: string, links: Links, finding: Finding, at: number): Story => ({
  key,
  host: links.host,
  first: at,
  last: at,
  processes: new Set(),
  users: new Set(),
  rules: new Map(),
  techniques: new Set(),
  events: [],
  severity: finding.severity,
  lead: { severity: finding.severity, facts: finding.facts, technique: 'technique' in finding.facts },
  count: 0,
})

/** Adds a finding to its story. */
const grow = (story: Story, links: Links, finding: Finding, at: number): void => {
  story.first = Math.min(story.first, at)
  story.last = Math.max(story.last, Date.parse(finding.lastAt) || at)
  story.count += 1
  addBounded(story.processes, links.processes)
  addBounded(story.users, links.users)
  for (const rule of rulesOf(finding.evidence)) {
    if (story.rules.size < mostRules && !story.rules.has(rule.id)) story.rules.set(rule.id, rule)
    addBounded(story.techniques, rule.techniques)
  }
  for (const event of list(finding.evidence.events))
    if (story.events.length < mostEvents) story.events.push(event)
  story.severity = worseSeverity(story.severity, finding.severity)
  const technique = 'technique' in finding.facts
  const graver = rank(finding.severity) < rank(story.lead.severity)
  if (graver || (technique && !story.lead.technique))
    story.lead = { severity: finding.severity, facts: finding.facts, technique }
}

const told = (story: Story): Finding => ({
  kind: 'sigma',
  severity: corroborated(story),
  key: story.key,
  occurredAt: new Date(story.first).toISOString(),
  lastAt: new Date(story.last).toISOString(),
  facts: { ...story.lead.facts, signs: story.count },
  evidence: {
    rules: [...story.rules.values()],
    techniques: [...story.techniques],
    events: story.events,
    links: {
      host: story.host,
      processes: [...story.processes].slice(0, 20),
      users: [...story.users].slice(0, 20),
    },
  },
})

/** Puts findings of the log rules together into stories. */
export type Stories = {
  /** The whole story as one finding; its key is the same as long as the story lasts. Other kinds pass unchanged. */
  tell: (finding: Finding) => Finding
}

/**
 * Makes the memory of stories. Same PC and within half an hour, or within a day with a common process, session or
 * person: one story. Bounded; pure but for that memory. `known` are findings of open incidents, so that a story goes on
 * after a restart.
 */
export const createStories = (known: readonly Finding[] = []): Stories => {
  const stories: Story[] = []
  const tell = (finding: Finding, key?: string): Finding => {
    const at = Date.parse(finding.occurredAt)
    if (finding.kind !== 'sigma' || Number.isNaN(at)) return finding
    const links = linksOf(finding.evidence)
    let story = key === undefined ? stories.findLast((s) => belongs(s, links, at)) : undefined
    if (!story) {
      story = newStory(key ?? `sigma:${links.host}:${finding.occurredAt}`, links, finding, at)
      stories.push(story)
      if (stories.length > mostStories) stories.shift()
    }
    grow(story, links, finding, at)
    return told(story)
  }
  for (const finding of known) tell(finding, finding.key)
  return { tell: (finding) => tell(finding) }
}
