import { cef } from './formats/cef.ts'
import { checkpoint } from './formats/checkpoint.ts'
import { ciscoAsa } from './formats/cisco-asa.ts'
import { ciscoIos } from './formats/cisco-ios.ts'
import { dhcp } from './formats/dhcp.ts'
import { filterlog } from './formats/filterlog.ts'
import { fortinet } from './formats/fortinet.ts'
import { generic } from './formats/generic.ts'
import { juniper } from './formats/juniper.ts'
import { leef } from './formats/leef.ts'
import { meraki } from './formats/meraki.ts'
import { mikrotik } from './formats/mikrotik.ts'
import { netfilter } from './formats/netfilter.ts'
import { netscreen } from './formats/netscreen.ts'
import { openvpn } from './formats/openvpn.ts'
import { paloAlto } from './formats/palo-alto.ts'
import { sonicwall } from './formats/sonicwall.ts'
import { sophos } from './formats/sophos.ts'
import { suricata } from './formats/suricata.ts'
import { unixLogin } from './formats/unix-login.ts'
import { watchguard } from './formats/watchguard.ts'
import { yamaha } from './formats/yamaha.ts'
import type { Format } from './reading.ts'

/** Every known format, the most certain marks first; `generic` takes what is left. */
export const formats: readonly Format[] = [
  cef,
  leef,
  suricata,
  ciscoAsa,
  filterlog,
  netfilter,
  checkpoint,
  sophos,
  fortinet,
  sonicwall,
  paloAlto,
  juniper,
  netscreen,
  watchguard,
  meraki,
  ciscoIos,
  mikrotik,
  openvpn,
  unixLogin,
  dhcp,
  yamaha,
  generic,
]
