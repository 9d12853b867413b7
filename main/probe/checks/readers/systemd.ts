import type { World } from '../world.ts'

/**
 * Is a unit running? `systemctl is-active` answers by its exit code: 0 active, 3 not, 4 no such unit (systemctl(1)).
 * A PC without systemd has no answer.
 */
export const unitActive = async (world: World, unit: string): Promise<boolean> =>
  (await world.maybe('systemctl', ['is-active', '--quiet', unit], [0, 3, 4]))?.code === 0

/** Is a unit started by a target? Enabled units are links below `<target>.wants` (systemd.unit(5)). */
export const unitWanted = (world: World, unit: string, target: string): boolean =>
  ['/etc/systemd/system', '/usr/lib/systemd/system', '/lib/systemd/system'].some((folder) =>
    world.names(`${folder}/${target}.wants`).includes(unit),
  )

/** Does this Linux show a desktop? A server without one has no screen to lock. */
export const hasDesktop = (world: World): boolean =>
  world.look('/etc/systemd/system/display-manager.service') !== null
