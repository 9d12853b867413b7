import type { NetworkDeviceEvent } from '../../../contract/event.ts'
import type { Places } from './places.ts'
import { happenedAt, type Told } from './story.ts'

const window = 60_000
/** Different doors one side tries within a minute before it is a search and no longer a stray knock. */
const doors = 15
const maxSides = 1_000

type Side = { since: number; tried: Set<string> }

/** One side trying many doors. From outside they are all one quiet incident; from inside each PC is its own. */
export const createScans = (places: Places) => {
  const sides = new Map<string, Side>()
  return (event: NetworkDeviceEvent): Told | null => {
    const { src, dst } = event
    if (event.kind !== 'traffic' || event.action === 'passed' || !src.address || dst.port === undefined)
      return null
    const at = happenedAt(event)
    let side = sides.get(src.address)
    if (!side || Math.abs(at - side.since) > window) side = { since: at, tried: new Set() }
    sides.delete(src.address)
    sides.set(src.address, side)
    const oldest = sides.keys().next().value
    if (sides.size > maxSides && oldest !== undefined) sides.delete(oldest)
    side.tried.add(`${dst.address ?? ''} ${dst.port}`)
    if (side.tried.size < doors) return null
    const ports = side.tried.size
    side.tried.clear()
    return places.isInside(src.address)
      ? {
          kind: 'network-scan-inside',
          severity: 'check',
          about: places.nameOf(src),
          facts: { place: places.nameOf(src), ports },
          technique: 'T1046',
        }
      : {
          kind: 'network-scan',
          severity: 'notice',
          about: 'outside',
          facts: { from: src.address, ports },
          technique: 'T1595',
        }
  }
}
