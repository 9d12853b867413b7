import type { NetworkEnd } from '../../../contract/event.ts'
import { type Endpoint, isAddress, parseEndpoint, portOf } from './address.ts'
import type { Fields } from './fields.ts'

// Names that devices give to the same thing, in plain form (see `fieldKey`), the most certain first.
const names = {
  srcAddress:
    'srcip src idorigh origh srcv6 srcipv6 sourceip sourceaddress sourceipaddress sourceipv4 sourceipv6 srcaddr srcaddress saddr remip attackerip attackerhostip attackinghostip clientip clientipaddress clientaddress clientaddr cip cipaddress initiatorip initiator initiatoraddress ipsrc srcipaddr srchost sourcehost rhost remoteip remoteipaddress remoteaddress remoteaddr remotehost framedipaddress useraddress userip adminip fromip fromaddr loginip peeraddress peerip machineip hostip identsrc from sender ip ipaddress ipaddr ipv4 client peer sip host source origsourceip externalip publicip tunnelip sip4 srcipaddr4 assignip stationip devip',
  dstAddress:
    'dstip dst idresph resph dstv6 dstipv6 destinationip destip dest destinationaddress destinationipaddress destinationipv4 dstaddr dstaddress daddr dip serverip serveripaddress serveraddress targetip target targetaddress attackedhostip ipdst dstipaddr dsthost virtualip locip localip localaddress localipaddress responderip responder toip toaddr victimip destination dstaddr1 destaddr destaddress sipserver nodeip url recipients to server',
  srcPort:
    'srcport idorigp origp spt sport sourceport srcprt clientport sourceportnumber initiatorport remoteport srcportnumber ssrcport sourcetransportport cport clientsrcport fromport localportsrc',
  dstPort:
    'dstport idrespp respp dpt dport destinationport destport destprt serverport urlp virtualport targetport responderport destinationportnumber service localport toport serviceport port csuriport destinationtransportport',
  srcName:
    'srcname shost sourcehostname srchostname identhostname clientname clienthostname workstation machinename sourcehostname srchost devicehostname workstationname srchostalias srcclientalias',
  dstName:
    'dstname dhost destinationhostname dsthostname httphost httphostname domain dom fqdn dnsqname rrname query qname sni tlssni dstclientalias destname',
  srcMac:
    'srcmac smac sourcemac srcmacaddress sourcemacaddress mac macaddress rawmacaddress clientmac srcclientmac ethsrc',
  dstMac: 'dstmac dmac destinationmac dstmacaddress dstclientmac ethdst',
  srcNat:
    'transip srcnatip natsrcip natsourceip natsourceaddress srcpostnat sourcetranslatedaddress xlatesrc snatip srctransip transrcip srcxlatedip natsrc nataddress globalip srcnat sourcenatip',
  srcNatPort:
    'transport natsrcport natsourceport srcpostnatport sourcetranslatedport xlatesport snatport srctransport transrcport srcpostnatport srcxlatedport globalport sourcenatport',
  dstNat:
    'tranip dstnatip natdstip natdestinationip natdestinationaddress dstpostnat destinationtranslatedaddress xlatedst dsttransip trandstip dstxlatedip natdst dstnat destinationnatip',
  dstNatPort:
    'tranport natdstport natdestinationport dstpostnatport destinationtranslatedport xlatedport dsttransport trandstport dstxlatedport destinationnatport',
  srcCountry:
    'srccountry sourcecountry srcgeo srcregion sourceregion srclocation sourcelocation srccountrycode remotecountry country clientcountry geoiplocation srcregion',
  dstCountry:
    'dstcountry destinationcountry destcountry dstregion destinationregion dstlocation destinationlocation',
} as const
const lists = Object.fromEntries(
  Object.entries(names).map(([k, v]) => [k, v.split(' ')]),
) as unknown as Record<keyof typeof names, readonly string[]>

const nothing = /^(?:|-|--|n\/?a|none|null|unknown|undefined|0x0|\(null\)|any|reserved)$/i

/** The first of some names, apart from `except`, that has a real value. Pure. */
export const firstValue = (fields: Fields, keys: readonly string[], except?: string): string | undefined => {
  for (const key of keys) {
    if (key === except) continue
    const value = fields.get(key)
    if (value !== undefined && !nothing.test(value)) return value
  }
  return undefined
}

const hostOf = (value: string): string => /^[a-z][a-z0-9+.-]*:\/\/([^/]+)/i.exec(value)?.[1] ?? value

const addressBy = (fields: Fields, keys: readonly string[], taken?: string) => {
  for (const key of keys) {
    if (key === taken) continue
    const value = fields.get(key)
    if (!value || value.length > 300) continue
    const end = parseEndpoint(hostOf(value))
    if (end) return { ...end, key }
  }
  return null
}

// For names nobody listed: `dns_server_ip`, `origClientAddr`, `vip`.
const likeSource =
  /^(?:src|source|client|remote|orig|initiator|attacker|peer|user|login|host)\w*(?:ip|addr|address|ipv4|ipv6|v4|v6)$/
const likeTarget =
  /^(?:dst|dest|destination|server|target|resp|local|virtual|victim)\w*$|(?:server|dest|target)\w*(?:ip|addr|address)$|^vip$/
const unlisted = (fields: Fields, like: RegExp): Endpoint | null => {
  for (const [key, value] of fields) {
    const end = like.test(key) && value.length <= 300 ? parseEndpoint(hostOf(value)) : null
    if (end) return end
  }
  return null
}

const looksLikeName = (value: string) =>
  value.length <= 253 && /^[\w][\w.\- ]*$/.test(value) && !isAddress(value)

const nat = (fields: Fields, keys: readonly string[], ports: readonly string[]): NetworkEnd['nat'] => {
  const end = addressBy(fields, keys)
  const port = portOf(firstValue(fields, ports)) ?? end?.port
  if (!end) return undefined
  return { address: end.address, ...(port !== undefined && { port }) }
}

const endOf = (fields: Fields, which: 'src' | 'dst', taken?: string): NetworkEnd => {
  const listed = addressBy(fields, lists[`${which}Address`], taken)
  const found = listed ?? unlisted(fields, which === 'src' ? likeSource : likeTarget)
  // SonicWall: `srcV6=fe80::1 src=:49702:X0`: the port stands alone.
  const lone = /^:(\d{1,5})(?::|$)/.exec(fields.get(which) ?? '')?.[1]
  const port =
    found?.port ?? portOf(lone) ?? portOf(firstValue(fields, lists[`${which}Port`])?.split('/').at(-1))
  const name = firstValue(fields, lists[`${which}Name`], listed?.key)
  const mac = firstValue(fields, lists[`${which}Mac`])
  const natted = nat(fields, lists[`${which}Nat`], lists[`${which}NatPort`])
  const country = firstValue(fields, lists[`${which}Country`])
  return {
    ...(found && { address: found.address }),
    ...(port !== undefined && { port }),
    ...(name && looksLikeName(name) && { name }),
    ...(mac && /^(?:[0-9a-f]{2}[:-]?){5,7}[0-9a-f]{2}/i.test(mac) && { mac }),
    ...(natted && { nat: natted }),
    ...(country && country.length <= 60 && { country }),
  }
}

/** Both ends of a connection out of named values, whatever the vendor calls them. Pure. */
export const endsOf = (fields: Fields): { src: NetworkEnd; dst: NetworkEnd } => {
  // Proxies write c-ip and s-ip; alone, `sip` is a source.
  const proxy = fields.has('cip') && fields.has('sip')
  const src = endOf(fields, 'src', proxy ? 'sip' : undefined)
  const dst = endOf(fields, 'dst')
  if (proxy && !dst.address) {
    const server = parseEndpoint(fields.get('sip') ?? '')
    if (server) dst.address = server.address
  }
  return { src, dst }
}

const userKeys =
  'user usrname username suser duser srcuser unauthuser adminuser admin administrator login loginname account accountname targetuser targetusername srcusername sourceuser httpusername csusername xauthuser logonuser uid userid fromuser userprincipalname subjectuser'.split(
    ' ',
  )
/** The person or account that a line names. Pure. */
export const userOf = (fields: Fields): string | undefined => firstValue(fields, userKeys)?.slice(0, 200)

const deviceKeys =
  'devname devicename dvchost devicehost hostname origin observername sensorname fwname devicehostname computer host'.split(
    ' ',
  )
const deviceAddressKeys =
  'fw dvc deviceaddress deviceip devip dvcaddress observerip sensorip nasipaddress deviceipaddress originip'.split(
    ' ',
  )
/** The device that wrote the line, as its own fields tell. Pure. */
export const observerOf = (fields: Fields): { name?: string; address?: string } => {
  const name = firstValue(fields, deviceKeys)
  const address = addressBy(fields, deviceAddressKeys)?.address
  return { ...(name && name.length <= 200 && { name }), ...(address && { address }) }
}
