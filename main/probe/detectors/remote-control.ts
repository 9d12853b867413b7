import type { Finding } from '../../contract/alert.ts'
import type { Event, ProcessEvent, StateEvent } from '../../contract/event.ts'
import type { Detector } from './detector.ts'
import { beginsSession, type RemoteTool, remoteToolOf } from './remote-tools.ts'

/** One start brings several processes of the same tool: within this time (ms) they are one. */
const oneStart = 60_000
/** A full-screen page and a tool that started belong together within this time (ms). */
const together = 30 * 60_000
/** A process list is looked at every minute at the least often, and AnyDesk's log tells minutes: one session within this time (ms). */
const oneSession = 3 * 60_000

export type RemoteControlOptions = {
  /** Names or ids of tools that the provider's own support uses: recorded, never more than a notice. */
  allowed?: readonly string[]
}

/**
 * A program with which somebody far away can use this PC starts for the first time: worth a look. While a browser page fills
 * the screen every start is urgent: that is how fake-support frauds begin. An incoming session is told too: from its socket,
 * from a program that runs only during one, or from the tool's own log. What was running when the app started, or has been
 * started here before, is told only in those cases.
 */
export const createRemoteControlDetector = ({ allowed = [] }: RemoteControlOptions = {}): Detector => {
  const lastStart = new Map<string, number>()
  const sessions = new Map<string, number>()
  const quiet = new Set(allowed.map((a) => a.toLowerCase()))
  const isQuiet = (tool: RemoteTool) =>
    quiet.has(tool.id) || quiet.has(tool.name.toLowerCase()) || tool.programs.some((p) => quiet.has(p))
  let page: { since: number; event: StateEvent } | null = null
  let latest: { tool: RemoteTool; at: number; tell: () => Finding } | null = null

  const processOf = (event: ProcessEvent): Finding['evidence'] => {
    const { pid, parentPid, user, executable, commandLine, name, action, firstSeen = null } = event
    return { process: { name, executable, pid, parentPid, user, commandLine, action, firstSeen } }
  }
  const finding = (tool: RemoteTool, event: ProcessEvent): Finding => {
    const screen = page !== null && !isQuiet(tool)
    return {
      kind: screen ? 'remote-control-screen' : 'remote-control',
      severity: isQuiet(tool) ? 'notice' : screen ? 'urgent' : 'check',
      key: `remote-control:${tool.id}`,
      occurredAt: event.at,
      lastAt: event.at,
      facts: { tool: tool.name, program: event.executable ?? event.name },
      evidence: {
        source: event.source,
        technique: 'T1219',
        ...processOf(event),
        ...(page ? { fullScreenPage: page.event.details } : {}),
        ...(isQuiet(tool) ? { allowedByProvider: true } : {}),
      },
    }
  }
  const isAgain = (starts: Map<string, number>, tool: string, at: number, within: number): boolean => {
    const last = starts.get(tool)
    if (last !== undefined && Math.abs(at - last) < within) return true
    starts.set(tool, at)
    return false
  }
  const session = (
    tool: RemoteTool | null,
    event: Event,
    now: {
      name: string
      facts?: Finding['facts']
      evidence: Finding['evidence']
      outside?: boolean
      known?: boolean
    },
  ): Finding => {
    const { name, facts, evidence, outside = false, known = false } = now
    const own = tool !== null && isQuiet(tool)
    const screen = page !== null && event.caughtUp !== true && !own && !known
    return {
      kind: screen ? 'remote-control-screen' : 'remote-control-session',
      severity: own || known ? 'notice' : screen || outside ? 'urgent' : 'check',
      key: `remote-control:${tool?.id ?? name}`,
      occurredAt: event.at,
      lastAt: event.at,
      facts: { tool: tool?.name ?? name, ...facts },
      evidence: {
        source: event.source,
        technique: 'T1219',
        ...evidence,
        ...(page && screen ? { fullScreenPage: page.event.details } : {}),
        ...(own ? { allowedByProvider: true } : {}),
      },
    }
  }
  const onProcess = (event: ProcessEvent): Finding[] => {
    const program = event.executable ?? event.name
    const tool = remoteToolOf(program) ?? remoteToolOf(event.name)
    if (!tool) return []
    const at = Date.parse(event.at)
    if (beginsSession(tool, program, event.commandLine)) {
      if (isAgain(sessions, tool.id, at, oneSession)) return []
      const tell = () => session(tool, event, { name: tool.name, evidence: processOf(event) })
      latest = { tool, at, tell }
      return [tell()]
    }
    if (event.action === 'running' && event.firstSeen === false) return []
    if (isAgain(lastStart, tool.id, at, oneStart)) return []
    latest = { tool, at, tell: () => finding(tool, event) }
    // A tool of every day has been asked about once; beside a page that fills the screen it is asked about again.
    return event.firstSeen === false && page === null && tool.everyStart !== true
      ? []
      : [finding(tool, event)]
  }
  const onPage = (event: StateEvent): Finding[] => {
    page = event.action === 'added' ? { since: Date.parse(event.at), event } : null
    if (!page || !latest || page.since - latest.at > together || isQuiet(latest.tool)) return []
    return [{ ...latest.tell(), lastAt: event.at }]
  }
  const onSession = (event: StateEvent): Finding[] => {
    const { tool: id, from, public: outside, log } = event.details
    const name = String(id ?? '')
    const tool = remoteToolOf(name)
    const at = Date.parse(event.at)
    // The log's line of a session that was told when it began is for the record.
    const known = isAgain(sessions, tool?.id ?? name, at, oneSession) && log !== undefined
    const tell = () =>
      session(tool, event, {
        name,
        facts: typeof from === 'string' ? { from } : {},
        evidence: event.details,
        outside: outside === true,
        known,
      })
    if (tool && !known && event.caughtUp !== true) latest = { tool, at, tell }
    return [tell()]
  }
  return {
    id: 'remote-control',
    needs: ['process', 'state'],
    onEvent(event: Event): Finding[] {
      if (event.category === 'process') return onProcess(event)
      if (event.category !== 'state') return []
      if (event.topic === 'full-screen-page') return onPage(event)
      return event.topic === 'remote-session' && event.action === 'added' ? onSession(event) : []
    },
  }
}
