import type { Finding } from '../../contract/alert.ts'
import type { Event, ProcessEvent, StateEvent } from '../../contract/event.ts'
import type { Detector } from './detector.ts'
import { type RemoteTool, remoteToolOf } from './remote-tools.ts'

/** One start brings several processes of the same tool: within this time (ms) they are one. */
const oneStart = 60_000
/** A full-screen page and a tool that started belong together within this time (ms). */
const together = 30 * 60_000

export type RemoteControlOptions = {
  /** Names or ids of tools that the provider's own support uses: recorded, never more than a notice. */
  allowed?: readonly string[]
}

/**
 * A program with which somebody far away can use this PC starts for the first time: worth a look. While a browser page fills
 * the screen every start is urgent: that is how fake-support frauds begin. An incoming session is told too. What was running
 * when the app started, or has been started here before, is told only in those cases.
 */
export const createRemoteControlDetector = ({ allowed = [] }: RemoteControlOptions = {}): Detector => {
  const lastStart = new Map<string, number>()
  const quiet = new Set(allowed.map((a) => a.toLowerCase()))
  const isQuiet = (tool: RemoteTool) =>
    quiet.has(tool.id) || quiet.has(tool.name.toLowerCase()) || tool.programs.some((p) => quiet.has(p))
  let page: { since: number; event: StateEvent } | null = null
  let latest: { tool: RemoteTool; at: number; event: ProcessEvent } | null = null

  const finding = (tool: RemoteTool, event: ProcessEvent): Finding => {
    const { pid, parentPid, user, executable, commandLine, name, action, firstSeen = null } = event
    const screen = page !== null && !isQuiet(tool)
    return {
      kind: screen ? 'remote-control-screen' : 'remote-control',
      severity: isQuiet(tool) ? 'notice' : screen ? 'urgent' : 'check',
      key: `remote-control:${tool.id}`,
      occurredAt: event.at,
      lastAt: event.at,
      facts: { tool: tool.name, program: executable ?? name },
      evidence: {
        source: event.source,
        technique: 'T1219',
        process: { name, executable, pid, parentPid, user, commandLine, action, firstSeen },
        ...(page ? { fullScreenPage: page.event.details } : {}),
        ...(isQuiet(tool) ? { allowedByProvider: true } : {}),
      },
    }
  }
  const onProcess = (event: ProcessEvent): Finding[] => {
    if (event.action === 'running' && event.firstSeen === false) return []
    const tool = remoteToolOf(event.executable ?? event.name) ?? remoteToolOf(event.name)
    if (!tool) return []
    const at = Date.parse(event.at)
    const last = lastStart.get(tool.id)
    if (last !== undefined && Math.abs(at - last) < oneStart) return []
    lastStart.set(tool.id, at)
    latest = { tool, at, event }
    // A tool of every day has been asked about once; beside a page that fills the screen it is asked about again.
    return event.firstSeen === false && page === null ? [] : [finding(tool, event)]
  }
  const onPage = (event: StateEvent): Finding[] => {
    page = event.action === 'added' ? { since: Date.parse(event.at), event } : null
    if (!page || !latest || page.since - latest.at > together || isQuiet(latest.tool)) return []
    return [{ ...finding(latest.tool, latest.event), lastAt: event.at }]
  }
  const onSession = (event: StateEvent): Finding[] => {
    const { tool: id, from } = event.details
    const tool = remoteToolOf(String(id ?? ''))
    const name = tool?.name ?? String(id ?? '')
    const own = tool !== null && isQuiet(tool)
    return [
      {
        kind: 'remote-control-session',
        severity: own ? 'notice' : event.details.public === true || page !== null ? 'urgent' : 'check',
        key: `remote-control:${tool?.id ?? name}`,
        occurredAt: event.at,
        lastAt: event.at,
        facts: { tool: name, ...(typeof from === 'string' ? { from } : {}) },
        evidence: { source: event.source, technique: 'T1219', ...event.details },
      },
    ]
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
