import { parseEndpoint } from '../address.ts'
import type { Format } from '../reading.ts'

const mark =
  /\bopenvpn\b|TLS Error:|TLS Auth Error|AUTH_FAILED|\[AF_INET6?\]|Peer Connection Initiated|MULTI: |Incorrect password supplied for LDAP/i
const failed =
  /TLS Error|Auth Error|AUTH_FAILED|authentication failed|Incorrect password|verification failed|VERIFY ERROR/i

/** OpenVPN server, with or without a syslog header. */
export const openvpn: Format = {
  id: 'openvpn',
  matches: ({ raw, header }) =>
    header.app?.startsWith('openvpn') === true ||
    (mark.test(raw) && /openvpn|AF_INET|TLS (?:Auth )?Error|AUTH_FAILED/.test(raw)),
  read: ({ raw, header }) => {
    const end = parseEndpoint(/\[AF_INET6?\](\S+)/.exec(raw)?.[1] ?? '')
    const user =
      /^(?:.*\s)?([\w.@-]+)\/(?:\d{1,3}\.){3}\d{1,3}:\d+/.exec(header.message)?.[1] ??
      /CN=([^,"]+)/.exec(raw)?.[1]
    const success = /Peer Connection Initiated|Initialization Sequence Completed/.test(raw)
    return {
      vendor: 'OpenVPN',
      product: 'OpenVPN',
      kind: 'vpn',
      action: null,
      ...(failed.test(raw)
        ? { outcome: 'failure' as const }
        : success
          ? { outcome: 'success' as const }
          : {}),
      ...(end && { src: end }),
      ...(user && { user }),
      ...(/packet authentication failed|packet HMAC/i.test(raw) && {
        reason: 'packet-authentication' as const,
      }),
    }
  },
}
