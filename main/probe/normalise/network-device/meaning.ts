import type { NetworkDeviceEvent, NetworkReason } from '../../../contract/event.ts'
import { firstValue } from './end-names.ts'
import type { Fields } from './fields.ts'

type Kind = NetworkDeviceEvent['kind']
type Action = NetworkDeviceEvent['action']

// Identifiers and fixed message words of device firmware, which is English the world over.
const blocked =
  /\b(?:block(?:ed|ing)?|den(?:y|ied|ying)|drop(?:ped|ping)?|reject(?:ed|ing)?|reset(?:-both|-client|-server)?|prevent(?:ed)?|quarantined?|discard(?:ed)?|refused?|disallow(?:ed|ing)?|sinkholed?|cleaned|deleted|killed|shunn?ed|forbidden|filtered)\b|TCP_DENIED|_DENY\b/i
const passed =
  /\b(?:accept(?:ed)?|allow(?:ed)?|permit(?:ted)?|pass(?:ed|through)?|built|forward(?:ed)?|bypass(?:ed)?|not blocked|TCP_(?:MISS|HIT)\w*|session created|created)\b/i
const detected =
  /\b(?:detect(?:ed)?|alert(?:ed)?|monitor(?:ed)?|observed|logged|warn(?:ed)?|report(?:ed)?|ids_alerted|match(?:ed)?)\b/i

/** `blocked`, `passed`, `detected` or null out of a vendor's own word. Pure. */
export const actionOf = (text: string | undefined): Action => {
  if (!text) return null
  if (/\bnot blocked\b|^no$/i.test(text)) return 'passed'
  if (blocked.test(text)) return 'blocked'
  if (passed.test(text)) return 'passed'
  return detected.test(text) ? 'detected' : null
}

const actionKeys =
  'act action disp disposition utmaction logsubtype ruleaction accesscontrolruleaction threatactiontaken eventaction fwaction devaction deviceaction actiontaken blocked verdict result status sactions saction scfilterresult inlineresult policyaction appact'.split(
    ' ',
  )
/** The action out of named values. Pure. */
export const actionIn = (fields: Fields): Action => {
  for (const key of actionKeys) {
    const action = actionOf(fields.get(key))
    if (action) return action
  }
  return null
}

const kinds: readonly (readonly [Kind, RegExp])[] = [
  [
    'bad-site',
    /\bc ?& ?c\b|\bcnc\b|command.and.control|botnet|phish|malicious.?(?:url|site|domain|host|dest|ip)|malware-?sites?|blacklist(?:ed)?|secintel|sinkhole|bot and threat|malware callback|bad reputation|ioc\b|threat.?feed/i,
  ],
  [
    'malware',
    /\bvirus|\bmalware|trojan|ransom|spyware|\bworm\b|infected|sandbox|wildfire|av[._-]detect|antivirus|anti-virus|\bbackdoor|eicar|mlwr|\bATP\b|exploit-kit/i,
  ],
  [
    'intrusion',
    /\bid[sp]s?\b|\bips\b|intrusion|\battack|exploit|anomaly|port ?scan|\bscan(?:ning)? (?:detect|attempt)|flood|spoof|overflow|injection|\bd?dos\b|reverse path check|teardrop|land attack|brute.?force|RT_IDS|RT_SCREEN|threat|vulnerability|ids_alerted|security_event|signature match/i,
  ],
  [
    'vpn',
    /\bvpn|ipsec|\bike(?:v\d)?\b|\bl2tp|pptp|sslvpn|globalprotect|openvpn|\btunnel|wireguard|anyconnect|\bSA\b.{0,60}(?:delete|establish)|phase ?[12]\b/i,
  ],
  [
    'config-change',
    /config(?:uration)?\s?(?:was )?(?:change|saved|modif|update|delet|eras|install|commit|write|clear)|erase config|CONFIG_I\b|cfglog|configured from|policy .{0,120}(?:modified|added|deleted|changed)|\bcommit\b|settings? (?:was |were )?(?:changed|modified|saved|updated)|rule .{0,40}(?:added|deleted|modified)|(?:user|admin|account) (?:was )?(?:created|added|deleted|modified)|update configuration|\bnew (?:user|group|account)\b/i,
  ],
  [
    'login',
    /\blog(?:ged)?[ -]?(?:in|on|out|off)\b|logins?\b|logons?\b|logout|authenticat|password|sign(?:ed)?[ -]?(?:in|out)\b|\bauth(?:_?fail|_?success)|sshd|credential/i,
  ],
  [
    'device-health',
    /licen[cs]e|expired|reboot|restart|\bcpu\b|\bmemory\b|\bdisk\b|failover|link[ _-]?(?:up|down|state)|line protocol|interface .{0,40}(?:up|down)|\bfan\b|temperature|firmware|\bntp\b|system (?:started|shutdown|performance)|perf-stats|dhcp|lease|heartbeat|\bha\b|daemon|health|power supply/i,
  ],
]

const lowerKinds = kinds.map(([kind, re]) => [kind, new RegExp(re.source.toLowerCase())] as const)

/** What a text of identifiers and message words is about; null where nothing fits. Pure. */
export const kindOf = (text: string): Kind | null => {
  const head = text.slice(0, 3000).toLowerCase()
  return lowerKinds.find(([, re]) => re.test(head))?.[0] ?? null
}

const kindKeys =
  'type subtype subtypename logtype logcomponent logsubtype cat category categoryname eventtype eventname name eventid logdesc msg message signature attack attackname virus virusname threat threatname malwareaction malwareinfo protectiontype protectionname product threatcategory alerttype alertcategory alertsignature reason desc description mlwr urlcategory subcategory auditaction operation subject eventdescription event title summary alert alertname'.split(
    ' ',
  )
/** The named values that tell what a line is about, as one text. Pure. */
export const kindText = (fields: Fields): string =>
  kindKeys
    .map((k) => fields.get(k)?.slice(0, 300) ?? '')
    .filter((v) => v !== '' && !/^(?:none|n\/a|-)$/i.test(v))
    .join(' | ')

const signatureKeys =
  'signature attackname attack virus virusname threatname threat protectionname malwarename malwareinfo alertsignature ipssignature signaturename sig idsignature mlwr malware eventname msg message name logdesc'.split(
    ' ',
  )
/** The name of what was recognised. Pure. */
export const signatureOf = (fields: Fields): string | undefined =>
  firstValue(fields, signatureKeys)?.slice(0, 300)

const failure =
  /fail|invalid|incorrect|bad (?:su|password)|denied|reject|wrong|not allowed|refused|unauthori[sz]ed|locked|exceeded|\berror\b|unsuccessful|no_such_user|unknown.user/i
const success =
  /succe|accepted|logged in|logged on|\ballowed\b|established|passed|authenticated|granted|admin accessed|accessed .{0,60} using the|opened for/i
/** Did a login work? Undefined where the text does not say. Pure. */
export const outcomeOf = (text: string): 'success' | 'failure' | undefined =>
  failure.test(text) ? 'failure' : success.test(text) ? 'success' : undefined

const reasons: readonly (readonly [NetworkReason, RegExp])[] = [
  [
    'licence-expiring',
    /(?:licen[cs]e|subscription|contract|fortiguard|support)[^|]{0,80}(?:will expire|expires? (?:in|on|soon)|about to expire|expiring)/i,
  ],
  [
    'licence-expired',
    /(?:licen[cs]e|subscription|contract|fortiguard|support)[^|]{0,80}(?:has expired|is expired|expired|lapsed|is invalid)/i,
  ],
  [
    'repeated-failure',
    /locked ?out|(?:too many|multiple) (?:failed|authentication|login)|maximum (?:authentication|login|number of)[^|]{0,40}(?:attempts|exceeded)|[3-9]\d* incorrect password attempts|brute.?force|exceed\w* number successive failed|account (?:was )?(?:locked|disabled)/i,
  ],
  ['packet-authentication', /packet authentication failed|HMAC authentication failed|packet HMAC/i],
  [
    'address-conflict',
    /arp (?:response )?collision|ip address (?:conflict|collision)|duplicate (?:ip )?address|arp spoof|address collision|arp info over/i,
  ],
  ['spoofing', /spoof|land attack|teardrop|reverse path check|ping of death/i],
  [
    'overload',
    /connection limit exceeded|disallowing new connections|session table full|resource limit reached|out of memory|memory allocation error|license limit|too many connections/i,
  ],
  [
    'failover',
    /failover (?:pair|cable|interface|communication)|switching to active|became (?:master|active)|ha (?:state|status) change|peer (?:is )?(?:down|lost)/i,
  ],
  [
    'recovered',
    /normal operation|application up|changed state to up|\bis up\b|link up|tunnel.{0,30}\bup\b|recovered|restored/i,
  ],
]
/** Why a text matters beyond its kind. Pure. */
export const reasonOf = (text: string): NetworkReason | undefined =>
  reasons.find(([, re]) => re.test(text))?.[0]

// biome-ignore format: a table
const words: Readonly<Record<string, number>> = {
  emergency: 0, emerg: 0, alert: 1, critical: 2, crit: 2, fatal: 2, 'very-high': 2, high: 2, major: 2,
  error: 3, err: 3, medium: 4, warning: 4, warn: 4, minor: 4, elevated: 4,
  notice: 5, notification: 5, low: 5, information: 6, informational: 6, info: 6, debug: 7, trivial: 7,
}
/** Syslog severity 0–7 of a vendor's word; null where it is none. Pure. */
export const severityOfWord = (word: string | undefined): number | null =>
  word ? (words[word.toLowerCase().replace(/^\d:/, '')] ?? null) : null

/** Syslog severity of a CEF or LEEF severity: 0–10, or a word. Pure. */
export const severityOfTen = (value: string | undefined): number | null => {
  if (value === undefined || value === '') return null
  if (!/^\d{1,2}$/.test(value)) return severityOfWord(value)
  const n = Number(value)
  return n > 10 ? null : n >= 9 ? 1 : n >= 7 ? 2 : n >= 5 ? 4 : n >= 3 ? 5 : 6
}
