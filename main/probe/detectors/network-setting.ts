import type { Finding } from '../../contract/alert.ts'
import type { StateEvent } from '../../contract/event.ts'
import { leadsInside } from '../normalise/state/ip-address.ts'
import { leadsNowhere } from '../normalise/state/network-settings.ts'
import type { Detector } from './detector.ts'
import { detail, stateDetector, stateFinding } from './state-finding.ts'

/** Names that developers' tools and home networks use; nobody is led astray by them. */
const localName = /^(?:[^.]+|.*\.(?:local|localhost|localdomain|internal|test|lan|home\.arpa))$/

const hosts = (event: StateEvent): Finding | null => {
  const name = detail(event, 'name')
  if (event.action === 'removed' || localName.test(name)) return null
  // A name that leads nowhere blocks an advertiser, or the antivirus's updates: worth knowing, seldom an attack.
  const severity = leadsNowhere(detail(event, 'address')) ? 'notice' : 'check'
  return stateFinding(event, 'hosts-changed', severity, 'hosts-changed', {
    name,
    address: detail(event, 'address'),
    technique: 'T1565.001',
  })
}

const dns = (event: StateEvent): Finding | null => {
  if (event.action !== 'changed' && event.action !== 'added') return null
  const { servers, value } = event.details
  const to = Array.isArray(servers) ? servers.join(', ') : typeof value === 'string' ? value : ''
  if (to === '') return null
  // Servers that come from the router change with the place; those that were set by hand do not, but a VPN sets its own.
  const ordinary = event.details.value === undefined || leadsInside(to)
  return stateFinding(event, 'dns-changed', ordinary ? 'notice' : 'check', 'dns-changed', {
    to,
    technique: 'T1557',
  })
}

const proxy = (event: StateEvent): Finding | null => {
  const value = detail(event, 'value')
  if (event.action === 'removed' || value === '' || value === '0x0') return null
  return stateFinding(event, 'proxy-changed', 'check', 'proxy-changed', {
    to: value === '0x1' ? detail(event, 'name') : value,
    technique: 'T1557',
  })
}

const gateway = (event: StateEvent): Finding => {
  const { twins } = event.details
  const certain = Array.isArray(twins) && twins.length > 0
  return stateFinding(
    event,
    certain ? 'gateway-forged' : 'gateway-changed',
    certain ? 'urgent' : 'check',
    'gateway-changed',
    {
      address: detail(event, 'gateway'),
      ...(certain ? { twin: String(twins[0]) } : {}),
      technique: 'T1557.002',
    },
  )
}

/** Settings that lead this PC's traffic elsewhere: hosts file, name servers, proxy, and who answers as the gateway. */
export const createNetworkSettingDetector = (): Detector =>
  stateDetector('network-setting', ['network-setting', 'gateway'], (event) => {
    const judge = { hosts, dns, proxy, gateway }[detail(event, 'setting')]
    return judge ? judge(event) : null
  })
