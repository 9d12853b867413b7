import { parseEndpoint } from '../address.ts'
import type { Format, Line, Reading } from '../reading.ts'

const failed =
  /^(?:error: PAM: )?(?:Failed|Invalid user|Illegal user|BAD SU|FAIL LOGIN|Bad password|Login attempt|refused connect)|authentication (?:failure|failed|error)|not allowed because|incorrect password|maximum authentication attempts|Login failed|message authentication code incorrect|password check failed|FAILED LOGIN|NT_STATUS_(?!OK)|auth could not identify|Exit before auth|Denied connection|Wrong password|login failure|user unknown|authentication error/i
const success =
  /^Accepted |session opened for|Password auth succeeded|OK LOGIN|NT_STATUS_OK|logged in successfully|signed in|Successful su/i
const apps =
  /^(?:sshd|sshd-session|dropbear|su|sudo|login|pam|vsftpd|smbd|samba|proftpd|pure-ftpd|telnetd|systemd-logind|dovecot|cockpit|synoscgi|webui|wfw|polkit|gdm|lightdm|ftpd|in\.telnetd|remote\(pam_unix\)|authpriv)/i
const noise =
  /Disconnected from|Connection (?:closed|reset)|Received disconnect|Close session|session closed|Unable to negotiate|Connection from|Disconnecting|Starting session|Corrupted MAC|Postponed/i

/** Not a sign-in but an attack on the door itself. */
const attack =
  /compensation attack|Bad protocol version identification|buffer overflow|corrupted check bytes/i

const userOf = (text: string): string | undefined =>
  /\[\w+\]\\\[([^\]]+)\]/.exec(text)?.[1] ??
  /\b(?:invalid |illegal |authenticating )?user[= ]+'?\[?([^\s'\],;]+)/i.exec(
    text.replace(/ruser=\S*|for (?:invalid )?user (?=from)/, ''),
  )?.[1] ??
  /\bfor (?:invalid user )?'?(?!user from)([\w.@\\-]+)'? from/.exec(text)?.[1]

const fromOf = (text: string): Reading['src'] => {
  const end =
    parseEndpoint(/rhost=(\S+)/.exec(text)?.[1] ?? '') ??
    parseEndpoint(/remote host \[ipv[46]:([^\]]+)\]/.exec(text)?.[1] ?? '') ??
    parseEndpoint(/Client "([^"]+)"/.exec(text)?.[1] ?? '') ??
    parseEndpoint(/(?:from|with) \S*?\(?(?:::ffff:)?((?:\d{1,3}\.){3}\d{1,3})/.exec(text)?.[1] ?? '') ??
    parseEndpoint(/(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])/.exec(text)?.[0] ?? '')
  const port = Number(/(?:\d|[0-9a-f]) port (\d{1,5})\b/.exec(text)?.[1])
  return { ...end, ...(Number.isInteger(port) && port <= 65535 && { port }) }
}

const vendorOf = ({ header, raw }: Line): { vendor: string; product: string } => {
  const app = header.app ?? ''
  if (/syno/i.test(app) || /syno|diskstation|rackstation/i.test(header.host ?? ''))
    return { vendor: 'Synology', product: 'DSM' }
  if (/^(?:smbd|samba)/i.test(app) || raw.includes('NT_STATUS_')) return { vendor: 'Samba', product: 'smbd' }
  return { vendor: 'Unix', product: app.split(/[/_]/)[0] || 'login' }
}

/** Sign-ins on Unix-like devices and storage boxes: sshd, dropbear, PAM, su, sudo, vsftpd, Samba, Synology. */
export const unixLogin: Format = {
  id: 'unix-login',
  matches: ({ header, raw }) =>
    (header.app !== null && apps.test(header.app)) ||
    /pam_unix\(|NT_STATUS_|FAIL LOGIN: Client|OK LOGIN: Client|\bsshd(?:-session)?\[\d+\]:/.test(raw),
  read: (line) => {
    const { raw, header } = line
    const text = header.app ? header.message.replace(/^\[ID \d+ [\w.]+\]\s*/, '') : raw
    const attacked = attack.test(text)
    const isFailure = failed.test(text) || /FAIL LOGIN/.test(text)
    const isSuccess = !isFailure && success.test(text)
    const from = fromOf(text)
    const local = parseEndpoint(/local host \[ipv[46]:([^\]]+)\]/.exec(text)?.[1] ?? '')
    const user = userOf(text)
    const times = Number(/(\d+) incorrect password attempts/.exec(text)?.[1] ?? 0)
    const about =
      isFailure || isSuccess || noise.test(text) || /user|session|auth|login|password|COMMAND=/i.test(text)
    return {
      ...vendorOf(line),
      text,
      kind: attacked ? 'intrusion' : about ? 'login' : 'device-health',
      ...(attacked && { severity: 2, signature: text.slice(0, 120) }),
      action: attacked || /refused connect|Denied connection/.test(text) ? 'blocked' : null,
      ...(isFailure
        ? { outcome: 'failure' as const }
        : isSuccess
          ? { outcome: 'success' as const }
          : { outcome: undefined }),
      ...(from?.address && { src: from }),
      ...(local && { dst: local }),
      ...(user && { user }),
      ...((times >= 3 || /maximum authentication attempts/.test(text)) && {
        reason: 'repeated-failure' as const,
      }),
    }
  },
}
