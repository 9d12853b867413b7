// Words that only one maker's lines carry, for lines whose shape is common.
const marks: readonly (readonly [string, RegExp])[] = [
  [
    'Cisco',
    /\bCISE_|\bCSCOacs_|\bSFIMS\b|\bcmm-web_|\bhx-(?:audit|ssl)|TCP_(?:MISS|HIT|DENIED)\w*\/\d{3} \d+ \w+ .*DefaultGroup|case-daemon|IronPort|MAR_SecurityAudit/,
  ],
  [
    'F5',
    /\b(?:tmm\d*|tmsh|mcpd|bigd|gtmd|audit_forwarder|httpd|iControlPortal)\[\d+\]: 0\d{7}:\d|\bBIG-?IP\b|\/Common\/|\bf5[_-]/i,
  ],
  ['Citrix', /-PPE-\d|\bNetScaler\b|\bCMD_EXECUTED\b|\bns(?:root|log)\b|receive_ldap_user_search_event/],
  [
    'VMware',
    /\bvpxa\b|\bhostd\b|\bvmon\b|\bvmkernel\b|\bvcenter|Carbon Black|\bvsan|\bNSX\b|dfwpktlogs|ucs-tool-esxi/i,
  ],
  ['McAfee', /\bEPOEvents\b|\bMcAfee\b|attackid="|\bmlwr="/],
  ['Symantec', /\bbluecoat\b|\bProxySG\b|\bbmserver\b|Symantec|\bSymantecServer\b/],
  ['Infoblox', /\binfoblox\b|threat-protect-log|serial_console|\bNIOS\b/i],
  ['A10', /\ba10logd\b|\bACOS\b/],
  ['Sophos', /\blabs_cat=|\bulogd\[\d+\]: id="\d{4}"|\bid="\d{4}" severity="/],
  ['Zscaler', /\bZscaler\b|zscalernss/i],
  ['StealthBits', /\bStealth(?:INTERCEPT|bits|DEFEND)\b|AttackingHost=/],
  ['OPNsense', /\bOPNsense\b/],
  ['pfSense', /\bpfSense\b|\bphp-fpm\[\d+\]: \/index\.php/],
  ['Ubiquiti', /\bU7[A-Z]+,[0-9a-f]{12}|\bUniFi\b|\bEdgeOS\b/],
  ['netfilter', /\bfirewalld\b|\bufw\b|\biptables\b/],
  ['ISC', /\bnamed\[\d+\]/],
  ['Windows', /schemas\.microsoft\.com\/win\/|Microsoft-Windows-/],
  ['Barracuda', /\bBarracuda\b|\bbox_Firewall_/i],
  ['Aruba', /\bArubaOS?\b|\bstm\[\d+\]: <\d+>/],
  ['Allied Telesis', /\bAlliedWare|\bATKK?\b/],
  ['NEC', /\bIX\d{4}\b|\bUNIVERGE\b/],
  ['Fortinet', /\bFortinet|\bForti(?:Gate|Web|Mail|Client)/i],
  ['TP-Link', /\bTP-?Link\b|\bOmada\b/i],
  ['QNAP', /\bqlogd\[|\bQNAP\b/],
  ['Unix', /\b(?:systemd|CROND?|cron|ntpd|kernel)\b(?:\[\d+\])?:/],
]

/** The maker whose mark a line carries; empty where it carries none. Pure. */
export const vendorByMark = (line: string): string => {
  const head = line.slice(0, 1000)
  return marks.find(([, re]) => re.test(head))?.[0] ?? ''
}
