import { readFileSync } from 'node:fs'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { type Route, readArp, readProcRoute, readRoutes } from '../../normalise/state/gateway-tables.ts'
import { createLookingSource, type Source, type SourceContext } from '../source.ts'

/** `network` names the network that the gateway belongs to, as far as a PC can tell one from another. */
type Seen =
  | { gateway: string; network: string; macs: ReadonlyMap<string, string> }
  | { problem: string }
  | null

/** How long (ms) between two looks a change of the gateway's card counts as sudden; beyond, the PC may have moved. */
const sudden = 70_000

/** Where the tables lie, and the PC's own addresses: for tests. */
export type GatewayPlaces = { proc?: string; sys?: string; cards?: typeof networkInterfaces }

const readOr = (file: string): string => {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch {
    return ''
  }
}

/**
 * Another address of one's own, or on Linux a card that lost its cable or its Wi-Fi meanwhile (`carrier_changes`), means
 * another network: at home and in the office the gateway is 192.168.1.1 alike.
 */
const networkOf = (card: string, { sys = '/sys', cards = networkInterfaces }: GatewayPlaces): string =>
  [
    card,
    ...(cards()[card] ?? [])
      .filter((a) => a.family === 'IPv4')
      .map((a) => a.address)
      .sort(),
    readOr(join(sys, 'class/net', card, 'carrier_changes')),
  ].join(' ')

const look = async (
  { run }: SourceContext,
  platform: NodeJS.Platform,
  places: GatewayPlaces,
): Promise<Seen> => {
  const seen = ([route]: Route[], arp: string): Seen =>
    route
      ? {
          gateway: route.gateway,
          network: networkOf(route.card, places),
          macs: readArp(arp, route.card),
        }
      : null
  if (platform === 'linux') {
    const table = (name: string) => readFileSync(join(places.proc ?? '/proc', 'net', name), 'utf8')
    return seen(readProcRoute(table('route')), table('arp'))
  }
  const options = platform === 'win32' ? { encoding: 'cp932' } : {}
  const [routes, arp] = await Promise.all([
    platform === 'win32'
      ? run.run('route', ['print', '0.0.0.0'], options)
      : run.run('/usr/sbin/netstat', ['-rn', '-f', 'inet'], options),
    run.run(platform === 'win32' ? 'arp' : '/usr/sbin/arp', platform === 'win32' ? ['-a'] : ['-an'], options),
  ])
  if (routes.code !== 0 || arp.code !== 0)
    return { problem: routes.problem ?? arp.problem ?? `exit ${routes.code} ${arp.code}` }
  return seen(readRoutes(routes.stdout), arp.stdout)
}

/**
 * Watches who answers for the way out of the office (ARP spoofing, ATT&CK T1557.002): the gateway's card changes from
 * one look to the next in the same network, and whether another PC shows the same card. IPv4.
 */
export const createGatewayWatch = (platform: NodeJS.Platform, places: GatewayPlaces = {}): Source => {
  const id = `gateway-${platform}`
  return createLookingSource({
    id,
    every: platform === 'linux' ? 10_000 : 60_000,
    begin(context, over) {
      const { clock, emit, health } = context
      let before: { gateway: string; network: string; mac: string; at: number } | null = null
      const step = async () => {
        const seen = await look(context, platform, places)
        if (over()) return
        if (seen !== null && 'problem' in seen) {
          health('cannot', { code: 'tool-failed', params: { tool: 'arp', detail: seen.problem } })
          return
        }
        health('watching')
        if (seen === null) before = null
        const mac = seen?.macs.get(seen.gateway)
        if (seen === null || mac === undefined) return
        const { gateway, network } = seen
        const now = clock.now()
        if (
          before &&
          before.gateway === gateway &&
          before.network === network &&
          before.mac !== mac &&
          now - before.at <= sudden &&
          now >= before.at
        ) {
          const twins = [...seen.macs]
            .filter(([address, m]) => m === mac && address !== gateway)
            .map(([address]) => address)
          emit({
            category: 'state',
            source: id,
            at: new Date(now).toISOString(),
            topic: 'gateway',
            action: 'changed',
            subject: gateway,
            details: { setting: 'gateway', gateway, before: before.mac, after: mac, twins },
          })
        }
        before = { gateway, network, mac, at: now }
      }
      return step
    },
  })
}
