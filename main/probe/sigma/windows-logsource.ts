/**
 * Which Windows records answer to which Sigma log source. Channels: Sigma specification, "SigmaHQ Logsources"; Sysmon
 * ids: Microsoft Sysinternals, "Sysmon events"; other ids: Microsoft Learn, "Appendix L: Events to Monitor".
 */

const sysmon: Readonly<Record<number, readonly string[]>> = {
  1: ['process_creation'],
  2: ['file_change'],
  3: ['network_connection'],
  4: ['sysmon_status'],
  5: ['process_termination'],
  6: ['driver_load'],
  7: ['image_load'],
  8: ['create_remote_thread'],
  9: ['raw_access_thread'],
  10: ['process_access'],
  11: ['file_event'],
  12: ['registry_event', 'registry_add', 'registry_delete'],
  13: ['registry_event', 'registry_set'],
  14: ['registry_event', 'registry_rename'],
  15: ['create_stream_hash'],
  16: ['sysmon_status'],
  17: ['pipe_created'],
  18: ['pipe_created'],
  19: ['wmi_event'],
  20: ['wmi_event'],
  21: ['wmi_event'],
  22: ['dns_query'],
  23: ['file_delete'],
  24: ['clipboard_capture'],
  25: ['process_tampering'],
  26: ['file_delete'],
  27: ['file_block_executable'],
  28: ['file_block_shredding'],
  29: ['file_executable_detected'],
  255: ['sysmon_error'],
}

const categories: Readonly<Record<string, Readonly<Record<number, readonly string[]>>>> = {
  'microsoft-windows-sysmon/operational': sysmon,
  security: {
    4688: ['process_creation'],
    4657: ['registry_event', 'registry_set'],
    5156: ['network_connection'],
  },
  'microsoft-windows-powershell/operational': { 4103: ['ps_module'], 4104: ['ps_script'] },
  'powershellcore/operational': { 4103: ['ps_module'], 4104: ['ps_script'] },
  'windows powershell': {
    400: ['ps_classic_start'],
    600: ['ps_classic_provider_start'],
    800: ['ps_classic_script'],
  },
  'microsoft-windows-windows defender/operational': {
    1006: ['antivirus'],
    1015: ['antivirus'],
    1116: ['antivirus'],
    1117: ['antivirus'],
  },
}

const prefix = 'microsoft-windows-'
const channels: Readonly<Record<string, readonly string[]>> = {
  security: ['security'],
  system: ['system'],
  application: ['application'],
  sysmon: [`${prefix}sysmon/operational`],
  powershell: [`${prefix}powershell/operational`, 'powershellcore/operational'],
  'powershell-classic': ['windows powershell'],
  windefend: [`${prefix}windows defender/operational`],
  taskscheduler: [`${prefix}taskscheduler/operational`],
  winrm: [`${prefix}winrm/operational`],
  rdpcorets: [`${prefix}remotedesktopservices-rdpcorets/operational`],
  'terminalservices-gateway': [`${prefix}terminalservices-gateway/operational`],
  bitlocker: [`${prefix}bitlocker/bitlocker management`],
  'application-experience': [`${prefix}application-experience/program-telemetry`],
  'bits-client': [`${prefix}bits-client/operational`],
  'firewall-as': [`${prefix}windows firewall with advanced security/firewall`],
  'terminalservices-localsessionmanager': [`${prefix}terminalservices-localsessionmanager/operational`],
  'terminalservices-remoteconnectionmanager': [
    `${prefix}terminalservices-remoteconnectionmanager/operational`,
  ],
  applocker: ['msi and script', 'exe and dll', 'packaged app-deployment', 'packaged app-execution'].map(
    (n) => `${prefix}applocker/${n}`,
  ),
  'codeintegrity-operational': [`${prefix}codeintegrity/operational`],
  wmi: [`${prefix}wmi-activity/operational`],
  'dns-client': [`${prefix}dns client events/operational`],
  'dns-server': ['dns server'],
  'dns-server-analytic': [`${prefix}dns-server/analytical`],
  'dns-server-audit': [`${prefix}dns-server/audit`],
  openssh: ['openssh/operational'],
  ntlm: [`${prefix}ntlm/operational`],
  dhcp: [`${prefix}dhcp-server/operational`],
  'printservice-admin': [`${prefix}printservice/admin`],
  'printservice-operational': [`${prefix}printservice/operational`],
  'smbclient-security': [`${prefix}smbclient/security`],
  'smbclient-connectivity': [`${prefix}smbclient/connectivity`],
  'smbserver-connectivity': [`${prefix}smbserver/connectivity`],
  'driver-framework': [`${prefix}driverframeworks-usermode/operational`],
  'security-mitigations': [
    `${prefix}security-mitigations/kernel mode`,
    `${prefix}security-mitigations/user mode`,
  ],
  'appxdeployment-server': [`${prefix}appxdeploymentserver/operational`],
  'appxpackaging-om': [`${prefix}appxpackaging/operational`],
  'appmodel-runtime': [`${prefix}appmodel-runtime/admin`],
  'lsa-server': [`${prefix}lsa/operational`],
  ldap: [`${prefix}ldap-client/debug`],
  capi2: [`${prefix}capi2/operational`],
  'certificateservicesclient-lifecycle-system': [
    `${prefix}certificateservicesclient-lifecycle-system/operational`,
  ],
  'diagnosis-scripted': [`${prefix}diagnosis-scripted/operational`],
  'shell-core': [`${prefix}shell-core/operational`],
  vhdmp: [`${prefix}vhdmp/operational`],
  'hyper-v-worker': [`${prefix}hyper-v-worker`],
  'kernel-shimengine': [`${prefix}kernel-shimengine/operational`, `${prefix}kernel-shimengine/diagnostic`],
  'kernel-event-tracing': [`${prefix}kernel-eventtracing`],
  'iis-configuration': [`${prefix}iis-configuration/operational`],
  'msexchange-management': ['msexchange management'],
  'microsoft-servicebus-client': ['microsoft-servicebus-client'],
}

const servicesByChannel: ReadonlyMap<string, readonly string[]> = Object.entries(channels).reduce(
  (map, [service, names]) => {
    for (const name of names) map.set(name, [...(map.get(name) ?? []), service])
    return map
  },
  new Map<string, string[]>(),
)

/** Sigma services of a channel. */
export const windowsServices = (channel: string): readonly string[] =>
  servicesByChannel.get(channel.toLowerCase()) ?? []

/** Sigma categories of a record. */
export const windowsCategories = (channel: string, eventId: number): readonly string[] =>
  categories[channel.toLowerCase()]?.[eventId] ?? []

/** Every channel that some Sigma service or category reads, as Windows spells most of them (case does not matter there). */
export const knownChannels: readonly string[] = [
  ...new Set([...servicesByChannel.keys(), ...Object.keys(categories)]),
]
