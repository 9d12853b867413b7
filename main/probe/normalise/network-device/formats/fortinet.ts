import { keyValues } from '../fields.ts'
import { actionIn, actionOf, severityOfWord } from '../meaning.ts'
import type { Format, Reading } from '../reading.ts'

type Kind = NonNullable<Reading['kind']>
// First two digits of a FortiOS log id are the type (docs.fortinet.com, document 656858).
const byType: Readonly<Record<string, Kind>> = {
  traffic: 'traffic',
  virus: 'malware',
  'emerging-threat': 'malware',
  webfilter: 'bad-site',
  ips: 'intrusion',
  attack: 'intrusion',
  anomaly: 'intrusion',
  waf: 'intrusion',
  botnet: 'bad-site',
  dns: 'traffic',
  app: 'traffic',
  'app-ctrl': 'traffic',
  dlp: 'traffic',
  ssh: 'traffic',
  ssl: 'traffic',
  voip: 'traffic',
  spam: 'traffic',
  emailfilter: 'traffic',
  forward: 'traffic',
  local: 'traffic',
  sniffer: 'traffic',
  vpn: 'vpn',
  user: 'login',
  'file-filter': 'traffic',
  cifs: 'traffic',
}
// FortiGuard web categories of security risk: malicious 26, phishing 61, spam 86, newly seen 90, dynamic DNS 88.
const badCategories = new Set(['26', '61', '86', '88', '90', '91'])

const eventKind = (about: string): Kind =>
  /login|logged|logon|authenti/i.test(about) && !/ssl.?vpn|tunnel/i.test(about)
    ? 'login'
    : /vpn|tunnel|ipsec/i.test(about)
      ? 'vpn'
      : /\b(?:Add|Edit|Delete|Move|Change)\b|config|attribute|cfg/i.test(about) && !/perf-stats/.test(about)
        ? 'config-change'
        : 'device-health'

/** FortiGate and its sisters (FortiWeb, FortiMail): `date=… time=… devname=… logid=… type=… subtype=…`, blank or comma between. */
export const fortinet: Format = {
  id: 'fortinet',
  matches: ({ raw }) =>
    (raw.includes('logid=') ||
      raw.includes('log_id=') ||
      raw.includes('devid=') ||
      raw.includes('device_id=F')) &&
    raw.includes('type=') &&
    /\bdate=\d{4}-/.test(raw) &&
    !raw.includes('log_component='),
  read: ({ raw }) => {
    const fields = keyValues(raw)
    const type = fields.get('type') ?? ''
    const subtype = fields.get('subtype') ?? ''
    const said = `${fields.get('action') ?? ''} ${fields.get('logdesc') ?? ''} ${fields.get('msg') ?? ''}`
    const bad =
      badCategories.has(fields.get('cat') ?? '') || /malicious|phish/i.test(fields.get('catdesc') ?? '')
    let kind: Kind =
      type === 'event' ? eventKind(`${subtype} ${said}`) : (byType[subtype] ?? byType[type] ?? 'traffic')
    if (kind === 'bad-site' && subtype === 'webfilter' && !bad) kind = 'traffic'
    if (subtype === 'dns' && /botnet/i.test(raw)) kind = 'bad-site'
    const device = fields.get('devid') ?? fields.get('deviceid') ?? ''
    const product = device.startsWith('FV') ? 'FortiWeb' : device.startsWith('FE') ? 'FortiMail' : 'FortiGate'
    const action = fields.get('action')
    const dropped = action === 'detected' && /dropped|blocked/.test(fields.get('msg') ?? '')
    const failed = /fail|invalid|denied/i.test(said) || /^fail/i.test(fields.get('status') ?? '')
    const about = kind === 'login' || kind === 'vpn'
    const logout = /logout|logged out|tunnel-down|tunnel down/i.test(said)
    const succeeded =
      /^success/i.test(fields.get('status') ?? '') || /success|tunnel-up|tunnel established/i.test(said)
    const signature = fields.get('attack') ?? fields.get('virus') ?? fields.get('botnet') ?? fields.get('msg')
    return {
      vendor: 'Fortinet',
      product,
      fields,
      text: fields.get('msg') ?? '',
      kind,
      action: dropped ? 'blocked' : type === 'event' ? null : (actionOf(action) ?? actionIn(fields)),
      severity: severityOfWord(fields.get('level') ?? fields.get('pri')),
      code: fields.get('logid'),
      observer: { name: fields.get('devname') },
      ...(fields.get('hostname') && type !== 'event' && { dst: { name: fields.get('hostname')! } }),
      ...(about && failed && { outcome: 'failure' as const }),
      ...(about && !failed && !logout && succeeded && { outcome: 'success' as const }),
      ...((kind === 'malware' || kind === 'intrusion' || kind === 'bad-site') && signature && { signature }),
    }
  },
}
