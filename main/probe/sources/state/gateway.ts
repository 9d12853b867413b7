import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readArp, readProcRoute, readRoutes } from '../../normalise/state/network-settings.ts'
import { createLookingSource, type Source, type SourceContext } from '../source.ts'

type Neighbours = { gateways: string[]; macs: Map<string, string> } | { problem: string }

/** How long (ms) between two looks a change of the gateway's card counts as sudden; beyond, the PC may have moved. */
const sudden = 70_000

const look = async ({ run }: SourceContext, platform: NodeJS.Platform, proc: string): Promise<Neighbours> => {
  if (platform === 'linux')
    return {
      gateways: readProcRoute(readFileSync(join(proc, 'net/route'), 'utf8')),
      macs: readArp(readFileSync(join(proc, 'net/arp'), 'utf8')),
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
  return { gateways: readRoutes(routes.stdout), macs: readArp(arp.stdout) }
}

/**
 * Watches who answers for the way out of the office (ARP spoofing, ATT&CK T1557.002): the gateway's card changes from
 * one look to the next without the network having been away, and whether another PC shows the same card.
 */
export const createGatewayWatch = (platform: NodeJS.Platform, proc = '/proc'): Source => {
  const id = `gateway-${platform}`
  return createLookingSource({
    id,
    every: platform === 'linux' ? 10_000 : 60_000,
    begin(context, over) {
      const { clock, emit, health } = context
      let before: { gateway: string; mac: string; at: number } | null = null
      const step = async () => {
        const seen = await look(context, platform, proc)
        if (over()) return
        if ('problem' in seen) {
          health('cannot', { code: 'tool-failed', params: { tool: 'arp', detail: seen.problem } })
          return
        }
        health('watching')
        const [gateway] = seen.gateways
        const mac = gateway === undefined ? undefined : seen.macs.get(gateway)
        if (gateway === undefined) before = null
        if (gateway === undefined || mac === undefined) return
        const now = clock.now()
        if (
          before &&
          before.gateway === gateway &&
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
        before = { gateway, mac, at: now }
      }
      return step
    },
  })
}
