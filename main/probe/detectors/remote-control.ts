import type { Finding } from '../../contract/alert.ts'
import type { Detector } from './detector.ts'
import { remoteToolOf } from './remote-tools.ts'

/** One start brings several processes of the same tool: within this time (ms) they are one. */
const oneStart = 60_000

/**
 * A program starts with which somebody far away can use this PC. One that was already running when the app started is
 * told only if it was never seen on this PC before.
 */
export const createRemoteControlDetector = (): Detector => {
  const lastStart = new Map<string, number>()
  return {
    id: 'remote-control',
    needs: ['process'],
    onEvent(event): Finding[] {
      if (event.category !== 'process') return []
      if (event.action === 'running' && event.firstSeen === false) return []
      const tool = remoteToolOf(event.executable ?? event.name) ?? remoteToolOf(event.name)
      if (!tool) return []
      const at = Date.parse(event.at)
      const last = lastStart.get(tool.id)
      if (last !== undefined && Math.abs(at - last) < oneStart) return []
      lastStart.set(tool.id, at)
      const { pid, parentPid, user, executable, commandLine, name, action, firstSeen = null } = event
      return [
        {
          kind: 'remote-control',
          severity: 'check',
          key: `remote-control:${tool.id}`,
          occurredAt: event.at,
          lastAt: event.at,
          facts: { tool: tool.name, program: executable ?? name },
          evidence: {
            source: event.source,
            technique: 'T1219',
            process: { name, executable, pid, parentPid, user, commandLine, action, firstSeen },
          },
        },
      ]
    },
  }
}
