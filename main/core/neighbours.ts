import { readFile } from 'node:fs/promises'
import { nodeRunCommand, type RunCommand } from '../ports/run-command.ts'
import { parseNeighbours } from '../probe/normalise/neighbours.ts'

/** Which device has which address in this network just now, as the system knows; null: could not tell. */
export const readNeighbours = async (
  platform: string = process.platform,
  run: RunCommand = nodeRunCommand,
): Promise<Map<string, string> | null> => {
  if (platform === 'linux') return readFile('/proc/net/arp', 'utf8').then(parseNeighbours, () => null)
  const { code, stdout } = await run.run('arp', [platform === 'win32' ? '-a' : '-an'], { encoding: 'latin1' })
  return code === 0 ? parseNeighbours(stdout) : null
}
