import type { SourceContext } from '../source.ts'
import { type PersistenceOptions, persistenceGroups } from './persistence.ts'

/** What starts by itself, place by place; a place that cannot be read holds its reason. Empty places are left out. */
export type AutostartSnapshot = Record<string, { name: string; details: object }[] | { notReadable: string }>

/** What reading needs of the world. */
export type SnapshotWorld = Pick<SourceContext, 'clock' | 'run' | 'log' | 'paths'>

/** Reads every autostart place once, as it is now. Starts the system's own tools, so only when a person or an incident asks. */
export const readAutostart = async (
  world: SnapshotWorld,
  options: PersistenceOptions,
): Promise<AutostartSnapshot> => {
  const context: SourceContext = {
    ...world,
    bookmark: { read: () => null, write() {} },
    emit() {},
    health() {},
    died() {},
  }
  const found: AutostartSnapshot = {}
  for (const group of persistenceGroups(options)) {
    try {
      const read = await group.read(context)
      if ('unread' in read) found[group.id] = { notReadable: read.unread.code }
      else {
        const entries = [
          ...read.entries.map(({ subject, details }) => ({ name: subject, details })),
          ...(read.missed?.paths ?? []).map((path) => ({ name: path, details: { notReadable: true } })),
        ]
        if (entries.length > 0) found[group.id] = entries
      }
    } catch (error) {
      found[group.id] = { notReadable: String(error).slice(0, 200) }
    }
  }
  return found
}
