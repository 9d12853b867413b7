import { CannotTell } from '../cannot-tell.ts'
import type { World } from '../world.ts'

const listening = '0A'
// 127.0.0.0/8 in IPv4 (bytes reversed), ::1 and ::ffff:127.* in IPv6, as the kernel writes them.
const onlyHere = (address: string) =>
  address.length === 8
    ? address.endsWith('7F')
    : address === '00000000000000000000000001000000' || /^0{16}FFFF0000.{6}7F$/.test(address)

/**
 * Ports that listen to others than this PC, from `/proc/net/tcp` (proc(5)): `sl local_address rem_address st …`,
 * hexadecimal. Pure.
 */
export const readOpenPorts = (text: string): number[] =>
  text
    .split('\n')
    .slice(1)
    .map((line) => /^\s*\d+:\s+([0-9A-F]+):([0-9A-F]{4})\s+\S+\s+([0-9A-F]{2})\s/.exec(line))
    .filter((m) => m !== null && m[3] === listening && !onlyHere(m[1]!))
    .map((m) => Number.parseInt(m![2]!, 16))

/** TCP ports of this PC that others can reach. */
export const openPorts = (world: World): Set<number> => {
  const tcp = world.read('/proc/net/tcp')
  if (tcp === null) throw new CannotTell('no-permission', { file: '/proc/net/tcp' })
  return new Set([...readOpenPorts(tcp), ...readOpenPorts(world.read('/proc/net/tcp6') ?? '')])
}
