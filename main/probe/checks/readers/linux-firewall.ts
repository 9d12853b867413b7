import { z } from 'zod'
import { CannotTell } from '../cannot-tell.ts'
import type { World } from '../world.ts'
import { readIni } from './ini.ts'
import { unitActive, unitWanted } from './systemd.ts'

/** The part of `nft -j list ruleset` (libnftables-json(5)) that says whether anything is refused. */
const rulesetSchema = z.object({
  nftables: z.array(
    z.object({
      chain: z
        .object({ name: z.string(), hook: z.string().optional(), policy: z.string().optional() })
        .optional(),
      rule: z.object({ chain: z.string(), expr: z.array(z.record(z.string(), z.unknown())) }).optional(),
    }),
  ),
})
export type Ruleset = z.infer<typeof rulesetSchema>

/** Does a chain on the way in refuse anything? Docker's own tables do not hook `input`, so they do not count. Pure. */
export const hasFilter = (ruleset: Ruleset): boolean => {
  const inward = ruleset.nftables.flatMap((x) => (x.chain?.hook === 'input' ? [x.chain] : []))
  const refuses = (chain: string) =>
    ruleset.nftables.some(
      (x) => x.rule?.chain === chain && x.rule.expr.some((e) => 'drop' in e || 'reject' in e),
    )
  return inward.some((chain) => chain.policy === 'drop' || refuses(chain.name))
}

const nothing: Ruleset = { nftables: [] }

/** Who keeps the firewall of this Linux: ufw, firewalld, or rules of nftables (also made through iptables-nft). */
export const linuxFirewall = async (world: World): Promise<{ manager: string | null; rules: Ruleset }> => {
  const ufw = world.read('/etc/ufw/ufw.conf')
  const ufwOn = ufw !== null && readIni(ufw).get('')?.get('enabled')?.toLowerCase() === 'yes'
  if (ufwOn && unitWanted(world, 'ufw.service', 'multi-user.target'))
    return { manager: 'ufw', rules: nothing }
  let unsure: CannotTell | null = null
  try {
    if (await unitActive(world, 'firewalld.service')) return { manager: 'firewalld', rules: nothing }
  } catch (error) {
    if (!(error instanceof CannotTell)) throw error
    // A system that does not run systemd; the kernel's rules, if they can be read, tell all the same.
    unsure = error
  }
  const listed = await world.maybe('nft', ['-j', 'list', 'ruleset'], [0, 1])
  if (listed?.code === 1) throw new CannotTell('needs-admin')
  if (listed) {
    try {
      return { manager: null, rules: rulesetSchema.parse(JSON.parse(listed.out)) }
    } catch {
      throw new CannotTell('tool-failed', { tool: 'nft', detail: 'unexpected JSON' })
    }
  }
  if (unsure) throw unsure
  // Old iptables without nft: its rules can be seen by the administrator only.
  if ((world.read('/proc/net/ip_tables_names') ?? '').trim() !== '') throw new CannotTell('needs-admin')
  return { manager: null, rules: nothing }
}
