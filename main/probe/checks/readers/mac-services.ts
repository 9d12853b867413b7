import type { World } from '../world.ts'

/**
 * Is a system service of macOS switched on? `launchctl print-disabled system` lists `"name" => enabled|disabled`
 * (macOS 13 and later) or `"name" => false|true` (before; true means disabled). A service not listed was never
 * switched on.
 */
export const macServiceOn = async (world: World, name: string): Promise<boolean> => {
  const out = await world.tool('launchctl', ['print-disabled', 'system'])
  const line = out.split('\n').find((l) => l.includes(`"${name}"`))
  return line !== undefined && /=>\s*(enabled|false)\s*$/.test(line)
}
