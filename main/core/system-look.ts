import { type SystemState, systemState } from '../ports/system-state.ts'
import {
  type AutostartSnapshot,
  readAutostart,
  type SnapshotWorld,
} from '../probe/sources/state/persistence-snapshot.ts'

/** What runs, what talks, who is there and what starts by itself, at one moment. */
export type SystemLook = () => Promise<SystemState & { autostart: AutostartSnapshot }>

/** The operating system's own answers; a part that cannot be read says so instead of its content. */
export const createSystemLook =
  (world: SnapshotWorld, platform: NodeJS.Platform): SystemLook =>
  async () => {
    const [state, autostart] = await Promise.all([systemState(), readAutostart(world, { platform })])
    return { ...state, autostart }
  }
