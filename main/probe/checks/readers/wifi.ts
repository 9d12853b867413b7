import { z } from 'zod'
import type { World } from '../world.ts'
import { jsonFrom } from './json.ts'

/** The Wi-Fi network in use; null: none is. */
export type Wifi = { name: string; security: 'strong' | 'weak' | 'open' | 'unknown' } | null

/**
 * `NetworkAuthenticationType` of Windows.Networking.Connectivity: 2 open, 3 shared key (WEP), 4–6 WPA, 7 and above WPA2,
 * WPA3 and encrypted open (OWE, 12).
 */
export const windowsWifi = async (world: World): Promise<Wifi> => {
  const schema = z.array(z.object({ name: z.string(), auth: z.number(), encryption: z.number() }))
  const used = (await world.windows('wifi', schema))[0]
  if (!used) return null
  const security = used.auth === 2 ? 'open' : used.auth >= 7 ? 'strong' : used.auth >= 3 ? 'weak' : 'unknown'
  return { name: used.name, security }
}

const macSchema = z.object({
  SPAirPortDataType: z.array(
    z.object({
      spairport_airport_interfaces: z
        .array(
          z.object({
            spairport_current_network_information: z
              .object({ _name: z.string().optional(), spairport_security_mode: z.string().optional() })
              .optional(),
          }),
        )
        .optional(),
    }),
  ),
})
/** `system_profiler -json` names modes by token: `spairport_security_mode_wpa2_personal`, `…_none`, `…_wep`. */
export const macWifi = async (world: World): Promise<Wifi> => {
  const told = await jsonFrom(world, 'system_profiler', ['SPAirPortDataType', '-json'], macSchema)
  const used = told.SPAirPortDataType.flatMap((a) => a.spairport_airport_interfaces ?? [])
    .map((i) => i.spairport_current_network_information)
    .find((i) => i?.spairport_security_mode)
  if (!used) return null
  const mode = used.spairport_security_mode!
  const security = /none$/.test(mode)
    ? 'open'
    : /wpa[23]/.test(mode)
      ? 'strong'
      : /wep|wpa/.test(mode)
        ? 'weak'
        : 'unknown'
  return { name: used._name ?? '?', security }
}

/** `nmcli -t`: fields apart by `:` (escaped `\:`), `*` for the network in use, security by name (nmcli(1)). */
export const linuxWifi = async (world: World): Promise<Wifi> => {
  const cards = world
    .names('/sys/class/net')
    .filter((n) => world.look(`/sys/class/net/${n}/wireless`) !== null)
  if (cards.length === 0) return null
  const out = await world.tool('nmcli', [
    '-t',
    '-f',
    'IN-USE,SECURITY,SSID',
    'device',
    'wifi',
    'list',
    '--rescan',
    'no',
  ])
  const used = out.split('\n').find((l) => l.startsWith('*:'))
  if (!used) return null
  const [, mode = '', ...name] = used.split(/(?<!\\):/)
  const security = /WPA[23]|OWE/.test(mode)
    ? 'strong'
    : mode === ''
      ? 'open'
      : /WEP|WPA/.test(mode)
        ? 'weak'
        : 'unknown'
  return { name: name.join(':').replace(/\\:/g, ':'), security }
}
