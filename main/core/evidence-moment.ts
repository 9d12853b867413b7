import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Alert } from '../contract/alert.ts'
import type { Log } from '../ports/log.ts'

/** Incidents whose moment is kept; older ones make room. */
const kept = 20

/** What ran, talked and started by itself when something grave was found or reported: kept on this PC only, until an engineer is given it. */
export type EvidenceMoment = {
  /** Looks around once for a new incident; exercises and what need only be read are not looked at. */
  see: (alert: Alert) => void
  /** Hands an announcement on, and then looks at its alert. */
  announcing: <M extends { alert: Alert }>(announce: (merged: M) => void) => (merged: M) => void
  /** What was kept of that incident; null where nothing was, or it cannot be read. */
  read: (alertId: string) => unknown
}

/** `system` takes the look; `folder` is the app's own. */
export const createEvidenceMoment = (options: {
  folder: string
  system: () => Promise<Record<string, unknown>>
  now: () => string
  log: Log
}): EvidenceMoment => {
  const { system, now, log } = options
  const folder = join(options.folder, 'moments')
  const seen = new Set<string>()
  let last: Promise<void> = Promise.resolve()
  // Ids are made by this app; anything else must not lead out of the folder.
  const fileOf = (id: string): string | null => (/^[\w-]{1,64}$/.test(id) ? join(folder, `${id}.json`) : null)
  const makeRoom = () => {
    const names = readdirSync(folder)
    const dated = names.map((name) => ({ name, at: atOf(join(folder, name)) }))
    for (const { name } of dated.sort((a, b) => (a.at < b.at ? 1 : -1)).slice(kept))
      rmSync(join(folder, name), { force: true })
  }
  const take = async (id: string, file: string): Promise<void> => {
    try {
      const takenAt = now()
      const parts = await system()
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      writeFileSync(file, JSON.stringify({ takenAt, ...parts }), { mode: 0o600 })
      makeRoom()
    } catch (error) {
      log.error(`what ran at incident ${id} could not be kept: ${String(error)}`)
    }
  }
  const see: EvidenceMoment['see'] = ({ id, severity, drill }) => {
    const file = fileOf(id)
    if (severity === 'notice' || drill || seen.has(id) || !file || readOf(file) !== null) return
    seen.add(id)
    // One look at a time: several incidents at once must not start all tools of the system at once.
    last = last.then(() => take(id, file))
  }
  return {
    see,
    announcing: (announce) => (merged) => {
      announce(merged)
      see(merged.alert)
    },
    read(alertId) {
      const file = fileOf(alertId)
      return file ? readOf(file) : null
    },
  }
}

const readOf = (file: string): unknown => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return null
  }
}
const atOf = (file: string): string => String((readOf(file) as { takenAt?: unknown } | null)?.takenAt ?? '')
